package io.lastwords.notifier.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.delivery.Upkeep;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Alertmanager, by its API v2. It forgets an alert that nobody sends again, so what is open is sent once a minute;
 * where Lastwords falls silent, its alerts end after {@link Alert#LASTS}.
 */
public final class AlertmanagerChannel implements Channel, Upkeep {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int ANSWER = 512;
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final URI alerts;
    private final Map<String, String> headers;
    private final Templates templates;
    private final Http http;
    private final Clock clock;

    /** Under which labels each open incident was told last; a severity or an image may change without a notice. */
    private final Map<String, Map<String, String>> live = new HashMap<>();

    /**
     * Sends to one Alertmanager.
     *
     * @param base its URL, with a slash at its end
     * @param timeout of the whole exchange
     */
    public AlertmanagerChannel(
            URI base, Map<String, String> headers, Templates templates, Duration timeout, Clock clock) {
        this.alerts = base.resolve("api/v2/alerts");
        this.headers = Map.copyOf(headers);
        this.templates = templates;
        this.http = new Http(timeout, ANSWER);
        this.clock = clock;
    }

    @Override
    public boolean isForPeople() {
        return false;
    }

    @Override
    public Duration pace() {
        return Duration.ZERO;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var now = clock.instant();
        if (message.test()) {
            return post(List.of(Alert.test(message.diagnosis(), message.occasion(), templates, now)));
        }
        var alerts = alerts(message.diagnosis(), message.last(), now);
        var attempt = post(alerts);
        if (attempt instanceof Attempt.Delivered) {
            return new Attempt.Delivered("", Json.text(remember(message.diagnosis(), alerts)));
        }
        return attempt;
    }

    /** As it stands; where it stood under other labels, that is another alert, which ends. */
    private List<Alert> alerts(Diagnosis diagnosis, @Nullable Delivery last, Instant now) {
        var alert = Alert.of(diagnosis, templates, now);
        var before =
                live.getOrDefault(String.valueOf(diagnosis.incident()), last == null ? null : told(diagnosis, last));
        if (before == null || before.equals(alert.labels())) {
            return List.of(alert);
        }
        var ended = Alert.ended(diagnosis, templates, before, now);
        return diagnosis.status() == Diagnosis.Status.OPEN ? List.of(ended, alert) : List.of(ended);
    }

    /** Of the cause that was told last: another one is told by a notice. */
    private List<Alert> again(Diagnosis diagnosis, Delivery told, Instant now) {
        var before = live.getOrDefault(String.valueOf(diagnosis.incident()), told(diagnosis, told));
        var alert = Alert.of(diagnosis, before.getOrDefault("alertname", ""), templates, now);
        return before.equals(alert.labels())
                ? List.of(alert)
                : List.of(Alert.ended(diagnosis, templates, before, now), alert);
    }

    private static Map<String, String> told(Diagnosis diagnosis, Delivery last) {
        try {
            return Json.mapper().readValue(last.thread(), LABELS);
        } catch (JsonProcessingException e) {
            return Alert.labelsOf(diagnosis, last.cause());
        }
    }

    private Map<String, String> remember(Diagnosis diagnosis, List<Alert> alerts) {
        var labels = alerts.getLast().labels();
        if (diagnosis.status() == Diagnosis.Status.OPEN) {
            live.put(String.valueOf(diagnosis.incident()), labels);
        } else {
            live.remove(String.valueOf(diagnosis.incident()));
        }
        return labels;
    }

    @Override
    public Attempt remind(Collection<Open> open) throws InterruptedException {
        var now = clock.instant();
        var each = new LinkedHashMap<Diagnosis, List<Alert>>();
        open.forEach(one -> each.put(one.diagnosis(), again(one.diagnosis(), one.told(), now)));
        var attempt = post(each.values().stream().flatMap(List::stream).toList());
        if (attempt instanceof Attempt.Delivered) {
            live.keySet()
                    .retainAll(each.keySet().stream().map(Diagnosis::incident).toList());
            each.forEach(this::remember);
        }
        return attempt;
    }

    private Attempt post(List<Alert> alert) throws InterruptedException {
        var request = Http.post(alerts, Json.bytes(alert));
        headers.forEach(request::setHeader);
        return switch (http.send(request.build())) {
            case Reply.Answer answer when answer.good() -> new Attempt.Delivered("", "");
            case Reply.Answer answer -> refusal(answer);
            case Reply.Silence silence -> new Attempt.Later(null, silence.reason());
        };
    }

    private static Attempt refusal(Reply.Answer answer) {
        String reason = ("it answered " + answer.status() + " " + Plain.line(answer.body(), 200)).strip();
        if (answer.worthAnotherTry()) {
            return answer.later(reason);
        }
        return new Attempt.Rejected(
                reason,
                switch (answer.status()) {
                    case 400, 422 -> "Alertmanager refuses the alert itself, a defect of Lastwords: please report it";
                    case 401, 403 -> "check 'authorization' of this receiver";
                    default -> "check the URL of this receiver: Alertmanager's own, without /api/v2/alerts";
                });
    }
}
