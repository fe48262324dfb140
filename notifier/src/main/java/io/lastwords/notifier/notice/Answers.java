package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.List;

/** The commands by which a reader answers a notice. */
final class Answers {
    /** So long that the command is not cut by a channel. */
    private static final int PATTERN = 200;

    private Answers() {}

    static List<Notice.Answer> to(Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (incident == null) {
            return List.of();
        }
        var workload = diagnosis.workload();
        // a workload's next incident has another ID
        var silence = workload == null
                ? silence("Silence it for 2 hours", "incident", incident)
                : silence("Silence it for 2 hours", "workload", workload.id());
        var cause = diagnosis.causes().getFirst().cause();
        return List.of(
                silence,
                new Notice.Answer(
                        "If the cause is wrong, say so",
                        "./lastwords incidents " + word(incident) + " --wrong " + word(cause)));
    }

    /** Where all are on one host or have one cause, one command silences them. */
    static List<Notice.Answer> to(List<Diagnosis> diagnoses) {
        var hosts = diagnoses.stream().map(Notices::host).distinct().toList();
        if (hosts.size() == 1) {
            return List.of(silence("Silence the whole host for 2 hours", "host", hosts.getFirst()));
        }
        var causes = diagnoses.stream()
                .map(one -> one.causes().getFirst().cause())
                .distinct()
                .toList();
        return causes.size() == 1
                ? List.of(silence("Silence this cause everywhere for 2 hours", "cause", causes.getFirst()))
                : List.of();
    }

    private static Notice.Answer silence(String what, String field, String value) {
        return new Notice.Answer(what, "./lastwords silence add " + quoted(field + "=" + pattern(value)) + " --for 2h");
    }

    /** What a matcher takes for the value: what would be changed on the way to a shell is any character there. */
    private static String pattern(String value) {
        var pattern = new StringBuilder();
        int at = 0;
        while (at < value.length() && pattern.length() < PATTERN) {
            var point = Character.toString(value.codePointAt(at));
            at += point.length();
            boolean kept = point.equals(" ") || Plain.line(point, 2).equals(point);
            pattern.append(kept && !point.equals("`") ? point : "?");
        }
        return at < value.length() ? pattern.append('*').toString() : pattern.toString();
    }

    private static String word(String text) {
        return quoted(Plain.line(text, 300));
    }

    /** One word of a shell, which gets quotes where it needs them. */
    private static String quoted(String plain) {
        return plain.matches("[A-Za-z0-9_./:=@%+,-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }
}
