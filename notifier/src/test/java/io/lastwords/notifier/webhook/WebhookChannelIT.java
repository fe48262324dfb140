package io.lastwords.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.http.PickyServer;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Templates;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhook against an HTTP server that does what it likes. */
class WebhookChannelIT {
    private PickyServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PickyServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheDiagnosisAndTheNoticeAsAPersonReadsIt() throws Exception {
        assertThat(send(Duration.ofSeconds(20))).isInstanceOf(Attempt.Delivered.class);

        var request = server.taken().take();
        assertThat(request.headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(request.headers().getFirst("Idempotency-Key")).isEqualTo("ci/i-7f3a/0");
        assertThat(request.body().path("notice").asText()).isEqualTo("opened");
        assertThat(request.body().path("receiver").asText()).isEqualTo("ci");
        assertThat(request.body().has("test")).isFalse();
        assertThat(request.body().path("title").asText()).isEqualTo("shop/backend keeps dying: stub-binary");
        assertThat(request.body().path("text").asText())
                .startsWith("shop/backend on host1 died 7 times in 12 s, each time with exit code 0.")
                .contains("CAUSE: stub-binary", "WHAT MENDS IT", "LAST WORDS");
        assertThat(Json.mapper().treeToValue(request.body().path("diagnosis"), Diagnosis.class))
                .isEqualTo(Diagnoses.open(1));
    }

    @Test
    void tellsItInTheReceiversOwnWords() throws Exception {
        var own = new Templates(NoticeTemplate.parse("{{incident}}"), NoticeTemplate.parse("{{name}} <\"&\">"));

        assertThat(send(Duration.ofSeconds(20), own)).isInstanceOf(Attempt.Delivered.class);

        var request = server.taken().take();
        assertThat(request.body().path("title").asText()).isEqualTo("i-7f3a");
        assertThat(request.body().path("text").asText()).isEqualTo("shop/backend <\"&\">");
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "429, , 30", "503, 5, 5", "500, , "})
    void asksForAnotherTry(int status, String retryAfter, Long seconds) throws Exception {
        server.answer(status, "busy", retryAfter);

        assertThat(send(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.after())
                                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"401, authorization", "307, redirects are not followed", "404, URL", "400, log"})
    void saysWhyItIsRefusedForGood(int status, String remedy) throws Exception {
        server.answer(status, "no", null);

        assertThat(send(Duration.ofSeconds(20))).isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
            assertThat(rejected.remedy()).contains(remedy);
            assertThat(rejected.toString()).doesNotContain("s3cret");
        });
    }

    @Test
    void anAnswerThatHangsOrIsCutOffIsWorthAnotherTryUnderTheSameKey() throws Exception {
        server.hang();
        server.cutOff();

        assertThat(send(Duration.ofSeconds(1))).isInstanceOf(Attempt.Later.class);
        assertThat(send(Duration.ofSeconds(20))).isInstanceOf(Attempt.Later.class);
        assertThat(send(Duration.ofSeconds(20))).isInstanceOf(Attempt.Delivered.class);
        assertThat(server.taken().take().headers().getFirst("Idempotency-Key")).isEqualTo("ci/i-7f3a/0");
    }

    private Attempt send(Duration timeout) throws InterruptedException {
        return send(timeout, Templates.NONE);
    }

    private Attempt send(Duration timeout, Templates templates) throws InterruptedException {
        return new WebhookChannel(server.url(), Map.of("Authorization", "Bearer s3cret"), templates, timeout)
                .send(new Message("ci", Delivery.Notice.OPENED, Diagnoses.open(1), null, false));
    }
}
