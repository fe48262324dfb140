package io.lastwords.model.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");

    @Test
    void readsBackWhatItWrote() throws Exception {
        var delivery = delivery(Delivery.Notice.CAUSE_CHANGED, Delivery.Outcome.DELIVERED, null);

        assertThat(Json.read(Json.bytes(delivery), Delivery.class)).isEqualTo(delivery);
        assertThat(Json.text(delivery)).contains("\"notice\":\"cause-changed\"").doesNotContain("\"key\"");
    }

    @Test
    void aRejectedFollowUpDoesNotUndoTheOpening() {
        assertThat(delivery(Delivery.Notice.OPENED, Delivery.Outcome.REJECTED, "no_service")
                        .told())
                .isFalse();
        assertThat(delivery(Delivery.Notice.CAUSE_CHANGED, Delivery.Outcome.REJECTED, "no_service")
                        .told())
                .isTrue();
    }

    @Test
    void aRejectionSaysWhy() {
        assertThatThrownBy(() -> delivery(Delivery.Notice.OPENED, Delivery.Outcome.REJECTED, null))
                .hasMessageContaining("reason");
    }

    @Test
    void aDiagnosisWithoutItsStatusCannotBeRead() {
        var json = """
                {"schema":1,"scope":"workload","incident":"i","revision":1,"severity":"critical","symptoms":[],\
                "causes":[{"cause":"unexplained","confidence":0.5,"summary":"s","evidence":[],"fix":[]}],\
                "ruledOut":[],"runs":{"count":1,"exitCodes":{},"medianMillis":1},"lastWords":[],"logsComplete":true,\
                "updatedAt":"2026-11-21T02:00:00Z"}""";

        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), Diagnosis.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status");
    }

    private static Delivery delivery(Delivery.Notice notice, Delivery.Outcome outcome, @Nullable String reason) {
        return new Delivery(
                1,
                "slack",
                "i",
                3,
                notice,
                "stub-binary",
                Diagnosis.Status.OPEN,
                outcome,
                reason,
                T,
                "id",
                "",
                1,
                null);
    }
}
