package io.lastwords.cli.replay;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Of whom a replay is to tell. */
public final class Selection {
    private final @Nullable Pattern workloads;
    private final @Nullable String incident;

    /**
     * Selects by both.
     *
     * @param glob workload IDs, {@code *} for any text and {@code ?} for one character; null for all
     * @param incident an incident's ID or how it begins; null for all
     */
    public Selection(@Nullable String glob, @Nullable String incident) {
        this.workloads = glob == null ? null : pattern(glob);
        this.incident = incident;
    }

    /** Everything. */
    public static Selection all() {
        return new Selection(null, null);
    }

    private static Pattern pattern(String glob) {
        var regex = new StringBuilder();
        glob.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Whether it is one workload's, of those that are asked for. */
    public boolean takes(Diagnosis diagnosis) {
        var workload = diagnosis.workload();
        return workload != null && workload(workload.id()) && incident(diagnosis);
    }

    boolean workload(String id) {
        return workloads == null || workloads.matcher(id).matches();
    }

    boolean incident(Diagnosis diagnosis) {
        return incident == null || String.valueOf(diagnosis.incident()).startsWith(incident);
    }
}
