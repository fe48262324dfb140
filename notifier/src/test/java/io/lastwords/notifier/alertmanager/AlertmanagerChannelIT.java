package io.lastwords.notifier.alertmanager;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.delivery.Upkeep;
import io.lastwords.notifier.http.PickyServer;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Templates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Alertmanager gets; what it makes of it was seen with a real one. */
class AlertmanagerChannelIT {
    private static final Instant NOW = OPENED.plusSeconds(600);

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
    void anOpenIncidentIsAnAlertUntilFurtherNotice() throws Exception {
        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null)).isInstanceOf(Attempt.Delivered.class);

        var request = server.taken().take();
        assertThat(request.path()).isEqualTo("/api/v2/alerts");
        assertThat(request.body()).hasSize(1);
        var alert = request.body().get(0);
        assertThat(labels(alert))
                .containsOnly(
                        Map.entry("alertname", "stub-binary"),
                        Map.entry("source", "lastwords"),
                        Map.entry("incident", "i-7f3a"),
                        Map.entry("severity", "critical"),
                        Map.entry("scope", "workload"),
                        Map.entry("workload", "host1/shop/backend/1"),
                        Map.entry("host", "host1"),
                        Map.entry("image", "shop/backend:2.3"),
                        Map.entry("container", "shop-backend-1"),
                        Map.entry("project", "shop"),
                        Map.entry("service", "backend"));
        assertThat(alert.at("/annotations/summary").asText())
                .isEqualTo("shop/backend on host1 died 7 times in 12 s, each time with exit code 0.");
        assertThat(alert.at("/annotations/description").asText()).endsWith("copied. How sure: almost certain, 97 %.");
        assertThat(alert.at("/annotations/fix").asText()).startsWith("docker compose build --no-cache backend");
        assertThat(time(alert, "startsAt")).isEqualTo(OPENED);
        assertThat(time(alert, "endsAt")).isEqualTo(NOW.plus(Alert.LASTS));
    }

    @Test
    void ownWordsAreItsAnnotationsAlsoWhenItIsSentAgain() throws Exception {
        var own = channel(new Templates(
                NoticeTemplate.parse("{{name}} {{notice}}"), NoticeTemplate.parse("{{cause.label}} <{{host}}>")));
        own.send(new Message("am", Delivery.Notice.OPENED, Diagnoses.open(1), null, false));
        own.remind(List.of(open(Diagnoses.open(1))));
        own.send(new Message("am", Delivery.Notice.OPENED, Diagnoses.open(1), null, true));

        var first = server.taken().take().body().get(0);
        assertThat(first.at("/annotations/summary").asText()).isEqualTo("shop/backend opened");
        assertThat(first.at("/annotations/description").asText()).isEqualTo("stub-binary <host1>");
        assertThat(first.at("/annotations/evidence").asText()).isNotBlank();
        assertThat(server.taken().take().body().get(0).path("annotations")).isEqualTo(first.path("annotations"));
        assertThat(server.taken()
                        .take()
                        .body()
                        .get(0)
                        .at("/annotations/summary")
                        .asText())
                .isEqualTo("Test, nothing died: shop/backend opened");
    }

    @Test
    void theEndEndsTheSameAlert() throws Exception {
        send(Delivery.Notice.OPENED, Diagnoses.open(1), null);
        send(Delivery.Notice.RESOLVED, Diagnoses.resolved(2), told("stub-binary"));

        var first = server.taken().take().body().get(0);
        var last = server.taken().take().body().get(0);
        assertThat(labels(last)).isEqualTo(labels(first));
        assertThat(time(last, "endsAt")).isEqualTo(OPENED.plusSeconds(252));
    }

    @Test
    void anotherCauseIsAnotherAlertAndTheOldOneEnds() throws Exception {
        send(Delivery.Notice.CAUSE_CHANGED, Diagnoses.open(2, "out-of-memory"), told("stub-binary"));

        var alerts = server.taken().take().body();
        assertThat(alerts.findValuesAsText("alertname")).containsExactly("stub-binary", "out-of-memory");
        assertThat(time(alerts.get(0), "endsAt")).isEqualTo(NOW);
        assertThat(time(alerts.get(1), "endsAt")).isAfter(NOW);
    }

    @Test
    void theEndEndsTheAlertThatWasToldThoughTheMendedContainerRunsAnotherImage() throws Exception {
        var opening = (Attempt.Delivered) send(Delivery.Notice.OPENED, Diagnoses.open(1), null);
        var told = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1), opening);
        send(Delivery.Notice.RESOLVED, running("shop/backend:2.4", Diagnoses.resolved(2)), told);

        var first = server.taken().take().body().get(0);
        var last = server.taken().take().body();
        assertThat(last).hasSize(1);
        assertThat(labels(last.get(0))).isEqualTo(labels(first));
        assertThat(time(last.get(0), "endsAt")).isEqualTo(OPENED.plusSeconds(252));
    }

    @Test
    void whatChangesWithoutANoticeEndsTheOldAlertAtTheNextReminder() throws Exception {
        var channel = channel();
        channel.send(new Message("am", Delivery.Notice.OPENED, Diagnoses.open(1), null, false));
        channel.remind(List.of(open(running("shop/backend:2.4", Diagnoses.open(2)))));
        channel.remind(List.of(open(running("shop/backend:2.4", Diagnoses.open(2)))));
        channel.send(new Message(
                "am",
                Delivery.Notice.RESOLVED,
                running("shop/backend:2.5", Diagnoses.resolved(3)),
                told("stub-binary"),
                false));

        var opened = server.taken().take().body();
        var changed = server.taken().take().body();
        var again = server.taken().take().body();
        var ended = server.taken().take().body();
        assertThat(changed).hasSize(2);
        assertThat(labels(changed.get(0))).isEqualTo(labels(opened.get(0)));
        assertThat(time(changed.get(0), "endsAt")).isEqualTo(NOW);
        assertThat(labels(changed.get(1))).containsEntry("image", "shop/backend:2.4");
        assertThat(again).hasSize(1);
        assertThat(ended).hasSize(1);
        assertThat(labels(ended.get(0))).isEqualTo(labels(changed.get(1)));
    }

    /** It may be silenced, or held until it is sure; the process that told the first one may be gone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReminderTellsNoOtherCause(boolean restarted) throws Exception {
        var channel = channel();
        var opening = (Attempt.Delivered)
                channel.send(new Message("am", Delivery.Notice.OPENED, Diagnoses.open(1), null, false));
        var told = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1), opening);
        (restarted ? channel() : channel).remind(List.of(new Upkeep.Open(Diagnoses.open(2, "out-of-memory"), told)));

        var opened = server.taken().take().body();
        var again = server.taken().take().body();
        assertThat(again).hasSize(1);
        assertThat(labels(again.get(0))).isEqualTo(labels(opened.get(0)));
    }

    /** Told before as it is. */
    private static Upkeep.Open open(Diagnosis diagnosis) {
        var told = Diagnoses.delivered(Delivery.Notice.OPENED, diagnosis, new Attempt.Delivered("", ""));
        return new Upkeep.Open(diagnosis, told);
    }

    private static Diagnosis running(String image, Diagnosis like) {
        return Json.mapper()
                .convertValue(
                        ((ObjectNode) Json.mapper().valueToTree(like))
                                .set(
                                        "workload",
                                        ((ObjectNode) Json.mapper().valueToTree(like.workload())).put("image", image)),
                        Diagnosis.class);
    }

    @Test
    void aTestIsNoAlertOfACause() throws Exception {
        channel().send(new Message("am", Delivery.Notice.OPENED, Diagnoses.open(1), null, true));

        var alert = server.taken().take().body().get(0);
        assertThat(labels(alert)).containsEntry("alertname", "lastwords-test");
        assertThat(alert.at("/annotations/description").asText()).contains("nothing died");
    }

    @Test
    void neverEndsBeforeItStarts() throws Exception {
        send(Delivery.Notice.RESOLVED, Diagnoses.resolved("i-7f3a", 2, OPENED.minusSeconds(5)), told("stub-binary"));

        assertThat(time(server.taken().take().body().get(0), "endsAt")).isEqualTo(OPENED);
    }

    @Test
    void remindsOfAllThatIsOpenInOneRequest() throws Exception {
        assertThat(channel()
                        .remind(List.of(
                                open(Diagnoses.open("a", 1, "stub-binary", true, OPENED)),
                                open(Diagnoses.open("b", 4, "out-of-memory", true, OPENED)))))
                .isInstanceOf(Attempt.Delivered.class);

        assertThat(server.taken().take().body().findValuesAsText("incident")).containsExactly("a", "b");
        assertThat(channel().every()).isLessThan(Alert.LASTS.dividedBy(3));
    }

    @ParameterizedTest
    @CsvSource({"400, defect", "401, authorization", "404, /api/v2/alerts"})
    void saysWhyItIsRefusedForGood(int status, String remedy) throws Exception {
        server.answer(status, "no", null);

        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isInstanceOfSatisfying(
                        Attempt.Rejected.class,
                        rejected -> assertThat(rejected.remedy()).contains(remedy));
    }

    @Test
    void isPatientWithAnAlertmanagerThatIsDown() throws Exception {
        server.answer(503, "", "9");
        server.cutOff();

        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isEqualTo(new Attempt.Later(Duration.ofSeconds(9), "it answered 503"));
        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null)).isInstanceOf(Attempt.Later.class);
    }

    private static Map<String, String> labels(JsonNode alert) {
        return Json.mapper().convertValue(alert.path("labels"), new TypeReference<>() {});
    }

    private static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.path(field).asText());
    }

    private static Delivery told(String cause) {
        return Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1, cause));
    }

    private Attempt send(Delivery.Notice why, Diagnosis diagnosis, @Nullable Delivery last)
            throws InterruptedException {
        return channel().send(new Message("am", why, diagnosis, last, false));
    }

    private AlertmanagerChannel channel() {
        return channel(Templates.NONE);
    }

    private AlertmanagerChannel channel(Templates templates) {
        return new AlertmanagerChannel(
                server.url(), Map.of(), templates, Duration.ofSeconds(20), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
