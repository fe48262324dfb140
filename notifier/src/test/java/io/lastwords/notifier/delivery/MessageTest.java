package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTest {
    /** It is in the deliveries, and in mails' IDs, so another version must give it the same. */
    @Test
    void aDigestOfTheSameIncidentsHasTheSameNameInAnyOrder() {
        assertThat(digest(incident("i-1"), incident("i-2"))).isEqualTo("digest-f81c9ab62d2a4f5a");
        assertThat(digest(incident("i-2"), incident("i-1"))).isEqualTo("digest-f81c9ab62d2a4f5a");
        assertThat(digest(incident("i-1"))).isNull();
    }

    /** A receiver that drops what it has already must not drop the end, where the answer to the change was lost. */
    @Test
    void theEndIsAnotherNoticeThanTheChangeWhosePlaceItTakes() {
        var last = Diagnoses.delivered(Delivery.Notice.OPENED, incident("i-1"));

        assertThat(new Message("ops", Delivery.Notice.RESOLVED, incident("i-1"), last, false).which())
                .isNotEqualTo(new Message("ops", Delivery.Notice.CAUSE_CHANGED, incident("i-1"), last, false).which());
    }

    private static @Nullable String digest(Diagnosis... about) {
        return new Message("ops", Delivery.Notice.OPENED, List.of(about), null, 1, false).digest();
    }

    private static Diagnosis incident(String incident) {
        return Diagnoses.open(incident, 1, "stub-binary", true, OPENED);
    }
}
