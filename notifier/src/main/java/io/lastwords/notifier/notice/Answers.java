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
        return List.of(
                new Notice.Answer("Silence it for 2 hours", "./lastwords silence add " + word(matcher) + " --for 2h"));
    }

    /** One word of a shell, which gets quotes where it needs them. */
    private static String word(String text) {
        var plain = Plain.line(text, 300);
        return plain.matches("[A-Za-z0-9_./:=@%+,-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }
}
