package io.lastwords.notifier.alertmanager;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.LastWords;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Occasion;
import io.lastwords.notifier.template.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An incident as Alertmanager's API v2 takes it. The labels are what makes it the same alert: where the cause changes,
 * it is another one.
 *
 * @param endsAt when it ends if nothing is heard of it before
 */
record Alert(Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt) {
    private static final int LABEL = 200;
    private static final int TEXT = 3_000;

    /** How long an alert lives without being sent again: what Prometheus gives its own, whatever Alertmanager is set to. */
    static final Duration LASTS = Duration.ofMinutes(5);

    /** As it stands: until further notice while open, ended where it is resolved. */
    static Alert of(Diagnosis diagnosis, Templates templates, Instant now) {
        return of(diagnosis, diagnosis.causes().getFirst().cause(), templates, now);
    }

    /** As it stands, by the name of another cause. */
    static Alert of(Diagnosis diagnosis, String cause, Templates templates, Instant now) {
        return of(diagnosis, templates, labels(diagnosis, cause), end(diagnosis, now));
    }

    /** What was told under these labels is over. */
    static Alert ended(Diagnosis diagnosis, Templates templates, Map<String, String> labels, Instant now) {
        return of(diagnosis, templates, labels, diagnosis.resolvedAt() == null ? now : diagnosis.resolvedAt());
    }

    /** Under which labels it was told, where only the cause is known that was told. */
    static Map<String, String> labelsOf(Diagnosis diagnosis, String cause) {
        return labels(diagnosis, cause);
    }

    /** Nothing died: under a name of its own, so that no route of a cause takes it. */
    static Alert test(Diagnosis diagnosis, Occasion occasion, Templates templates, Instant now) {
        var notice = occasion.notice();
        return new Alert(
                labels(diagnosis, "lastwords-test"),
                Map.of(
                        "summary",
                        templates.title(occasion),
                        "description",
                        templates
                                .ownText(occasion, UnaryOperator.identity())
                                .orElseGet(() -> String.join(" ", notice.facts()))),
                now,
                now.plus(LASTS));
    }

    private static Instant end(Diagnosis diagnosis, Instant now) {
        return Objects.requireNonNullElse(diagnosis.resolvedAt(), now.plus(LASTS));
    }

    private static Alert of(Diagnosis diagnosis, Templates templates, Map<String, String> labels, Instant end) {
        var opened = Objects.requireNonNullElse(diagnosis.openedAt(), diagnosis.updatedAt());
        // an alert that ends before it starts is refused
        return new Alert(
                labels, annotations(Occasion.of(diagnosis), templates), opened, end.isAfter(opened) ? end : opened);
    }

    private static Map<String, String> labels(Diagnosis diagnosis, String cause) {
        var labels = new TreeMap<String, String>();
        put(labels, "alertname", cause);
        put(labels, "source", "lastwords");
        put(labels, "incident", diagnosis.incident());
        put(labels, "severity", diagnosis.severity().name().toLowerCase(Locale.ROOT));
        put(labels, "scope", diagnosis.scope().name().toLowerCase(Locale.ROOT));
        if (diagnosis.hosts().size() == 1) {
            put(labels, "host", diagnosis.hosts().getFirst());
        }
        var workload = diagnosis.workload();
        if (workload != null) {
            put(labels, "workload", workload.id());
            put(labels, "container", workload.containerName());
        }
        var sample = diagnosis.sample();
        if (sample != null) {
            put(labels, "image", sample.image());
            put(labels, "project", sample.composeProject());
            put(labels, "service", sample.composeService());
        }
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        String text = value == null ? "" : Plain.line(value, LABEL);
        if (!text.isEmpty()) {
            labels.put(name, text);
        }
    }

    private static Map<String, String> annotations(Occasion occasion, Templates templates) {
        var notice = occasion.notice();
        var annotations = new TreeMap<String, String>();
        annotations.put("summary", notice.headline());
        var cause = notice.cause();
        if (cause != null) {
            annotations.put("description", cause.summary() + " How sure: " + cause.confidence() + ".");
            annotations.put("evidence", Plain.lines(String.join("\n", notice.evidence()), TEXT));
        } else {
            annotations.put("description", String.join(" ", notice.facts()));
        }
        if (!notice.fix().isEmpty()) {
            annotations.put("fix", Plain.lines(String.join("\n", notice.fix()), TEXT));
        }
        if (!notice.lastWords().isEmpty()) {
            annotations.put("last_words", LastWords.text(notice.lastWords(), TEXT));
        }
        templates.ownTitle(occasion).ifPresent(own -> annotations.put("summary", own));
        templates.ownText(occasion, UnaryOperator.identity()).ifPresent(own -> annotations.put("description", own));
        return annotations;
    }
}
