package io.lastwords.notifier.alertmanager;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.delivery.Upkeep;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An Alertmanager, by its API v2. It forgets an alert that nobody sends again, so what is open is sent once a minute;
 * where Lastwords falls silent, its alerts end after {@link Alert#LASTS}.
 */
public final class AlertmanagerChannel implements Channel, Upkeep {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int ANSWER = 512;

    private final URI alerts;
    private final Map<String, String> headers;
    private final Http http;
    private final Clock clock;

    /**
     * Sends to one Alertmanager.
     *
     * @param base its URL, with a slash at its end
     * @param timeout of the whole exchange
     */
    public AlertmanagerChannel(URI base, Map<String, String> headers, Duration timeout, Clock clock) {
        this.alerts = base.resolve("api/v2/alerts");
        this.headers = Map.copyOf(headers);
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
            return post(List.of(Alert.test(message.diagnosis(), message.notice(), now)));
        }
        var alert = Alert.of(message.diagnosis(), now);
        var last = message.last();
        if (last == null
                || last.cause().equals(message.diagnosis().causes().getFirst().cause())) {
            return post(List.of(alert));
        }
        return post(List.of(Alert.ended(message.diagnosis(), last.cause(), now), alert));
    }

    @Override
    public Attempt remind(Collection<Diagnosis> open) throws InterruptedException {
        var now = clock.instant();
        return post(open.stream().map(diagnosis -> Alert.of(diagnosis, now)).toList());
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
