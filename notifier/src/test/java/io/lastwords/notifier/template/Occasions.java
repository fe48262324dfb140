package io.lastwords.notifier.template;

import static io.lastwords.notifier.Diagnoses.OPENED;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.notice.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What notices are about: one of each kind. */
public final class Occasions {
    private Occasions() {}

    /** By name. */
    public static Map<String, Occasion> all() {
        var all = new LinkedHashMap<String, Occasion>();
        all.put("open", opened(Diagnoses.open(1)));
        all.put("provisional", opened(Diagnoses.provisional(1)));
        all.put("many-lines", opened(manyLines()));
        all.put("both-streams", opened(bothStreams()));
        all.put("unexplained", opened(unexplained()));
        all.put("bare", opened(bare()));
        all.put(
                "changed",
                new Occasion(
                        Notice.ofChange(Diagnoses.open(2, "out-of-memory"), "stub-binary"),
                        Delivery.Notice.CAUSE_CHANGED,
                        List.of(Diagnoses.open(2, "out-of-memory")),
                        false));
        all.put(
                "repeated",
                new Occasion(
                        Notice.ofRepeat(Diagnoses.open(3)),
                        Delivery.Notice.REPEATED,
                        List.of(Diagnoses.open(3)),
                        false));
        all.put("resolved", Occasion.of(Diagnoses.resolved(4)));
        all.put("fleet", opened(wide(Diagnosis.Scope.FLEET, "stub-binary", null)));
        all.put(
                "fleet-updated",
                new Occasion(
                        Notice.ofUpdate(wide(Diagnosis.Scope.FLEET, "stub-binary", null)),
                        Delivery.Notice.UPDATED,
                        List.of(wide(Diagnosis.Scope.FLEET, "stub-binary", null)),
                        false));
        all.put(
                "fleet-resolved",
                Occasion.of(wide(Diagnosis.Scope.FLEET, "stub-binary", Diagnosis.Resolution.RECOVERED)));
        all.put("host", opened(wide(Diagnosis.Scope.HOST, "host-restarted", null)));
        all.put("host-silent", opened(wide(Diagnosis.Scope.HOST, "unexplained", null)));
        var several = IntStream.range(0, 40)
                .mapToObj(i -> Diagnoses.open("i-" + i, 1, i % 3 == 0 ? "out-of-memory" : "stub-binary", true, OPENED))
                .toList();
        all.put("digest", new Occasion(Notice.ofMany(several, false), Delivery.Notice.OPENED, several, false));
        all.put(
                "digest-over",
                new Occasion(
                        Notice.ofEnd(Diagnoses.resolved(5), 3),
                        Delivery.Notice.RESOLVED,
                        List.of(Diagnoses.resolved(5)),
                        false));
        all.put("evil", opened(evil()));
        all.put("test", test());
        return all;
    }

    /** One of them. */
    public static Occasion named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    public static Occasion opened(Diagnosis diagnosis) {
        return Occasion.of(diagnosis);
    }

    public static Occasion test() {
        return new Occasion(
                Notice.of(Diagnoses.open(1)).asTest(), Delivery.Notice.OPENED, List.of(Diagnoses.open(1)), true);
    }

    /** Of which every text is markup, a tag or a control. */
    public static Diagnosis evil() {
        var evil = "<!channel> & {{title}} ``` *x* <https://e.example|y>\u001b[31m\u202e\r\n```";
        return Diagnoses.of(
                evil,
                1,
                new Diagnosis.Cause(evil, 0.5, evil, List.of(evil, evil), List.of(evil, "a\nb")),
                Diagnoses.lines(evil, "", evil),
                true,
                OPENED);
    }

    private static Diagnosis manyLines() {
        var cause = new Diagnosis.Cause(
                "crlf-script",
                0.8,
                "The script has line ends of Windows",
                List.of("its first line ends with CR LF"),
                List.of(
                        "sed -i 's/\\r$//' entrypoint.sh\n\n  docker build .",
                        "echo '*.sh text eol=lf' >> .gitattributes"));
        var lines = IntStream.range(0, 60)
                .mapToObj(i -> "line " + i + " " + "x".repeat(i * 10))
                .toArray(String[]::new);
        return Diagnoses.of("i-lines", 1, cause, Diagnoses.lines(lines), true, OPENED);
    }

    private static Diagnosis bothStreams() {
        return Diagnoses.of(
                "i-both",
                1,
                Diagnoses.cause("uncaught-error"),
                List.of(
                        new Diagnosis.Line(LogLine.Stream.STDOUT, OPENED, "up"),
                        new Diagnosis.Line(LogLine.Stream.STDERR, OPENED, "  at Main.main"),
                        new Diagnosis.Line(LogLine.Stream.STDERR, OPENED, "")),
                true,
                OPENED);
    }

    private static Diagnosis unexplained() {
        return Diagnoses.of(
                "i-dark",
                1,
                new Diagnosis.Cause(
                        "unexplained", 0.3, "Nothing known fits", List.of("it ended with 3"), List.of("docker logs x")),
                List.of(),
                true,
                OPENED);
    }

    private static Diagnosis bare() {
        return Diagnoses.of(
                "i-bare",
                1,
                new Diagnosis.Cause("nothing-to-do", 0.7, "It had nothing to do", List.of(), List.of()),
                List.of(),
                true,
                OPENED);
    }

    private static Diagnosis wide(Diagnosis.Scope scope, String cause, Diagnosis.@Nullable Resolution resolution) {
        var workload =
                new Diagnosis.Workload("h1/web", "h1", "c-1", "web", "shop/web:2", "sha256:1", null, null, Map.of());
        var like = Diagnoses.about(scope == Diagnosis.Scope.FLEET ? "f-1" : "h-1", workload, cause);
        var hosts = IntStream.rangeClosed(1, scope == Diagnosis.Scope.FLEET ? 11 : 1)
                .mapToObj(i -> "h" + i)
                .toList();
        return new Diagnosis(
                like.schema(),
                scope,
                like.incident(),
                2,
                resolution == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolution,
                like.severity(),
                null,
                scope == Diagnosis.Scope.FLEET ? like.symptoms() : List.of(),
                like.causes(),
                like.ruledOut(),
                scope == Diagnosis.Scope.FLEET ? like.runs() : new Diagnosis.Runs(0, Map.of(), null, null, 0),
                like.lastWords(),
                true,
                like.openedAt(),
                like.updatedAt(),
                resolution == null ? null : like.updatedAt().plusSeconds(90),
                new Diagnosis.Fleet(
                        hosts, List.of("m1", "m2", "m3"), scope == Diagnosis.Scope.FLEET ? workload : null));
    }
}
