package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.List;

/** The commands by which a reader answers a notice. */
final class Answers {
    private Answers() {}

    static List<Notice.Answer> to(Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (incident == null) {
            return List.of();
        }
        var workload = diagnosis.workload();
        // a workload's next incident has another ID
        var matcher = workload == null ? "incident=" + incident : "workload=" + workload.id();
        var cause = diagnosis.causes().getFirst().cause();
        return List.of(
                silence("Silence it for 2 hours", matcher),
                new Notice.Answer(
                        "If the cause is wrong, say so",
                        "./lastwords incidents " + word(incident) + " --wrong " + word(cause)));
    }

    /** Where all are on one host or have one cause, one command silences them. */
    static List<Notice.Answer> to(List<Diagnosis> diagnoses) {
        var hosts = diagnoses.stream().map(Notices::host).distinct().toList();
        if (hosts.size() == 1) {
            return List.of(silence("Silence the whole host for 2 hours", "host=" + hosts.getFirst()));
        }
        var causes = diagnoses.stream()
                .map(one -> one.causes().getFirst().cause())
                .distinct()
                .toList();
        return causes.size() == 1
                ? List.of(silence("Silence this cause everywhere for 2 hours", "cause=" + causes.getFirst()))
                : List.of();
    }

    private static Notice.Answer silence(String what, String matcher) {
        return new Notice.Answer(what, "./lastwords silence add " + word(matcher) + " --for 2h");
    }

    /** One word of a shell, which gets quotes where it needs them. */
    private static String word(String text) {
        var plain = Plain.line(text, 300);
        return plain.matches("[A-Za-z0-9_./:=@%+,-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }
}
