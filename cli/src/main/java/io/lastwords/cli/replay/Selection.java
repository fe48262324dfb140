package io.lastwords.cli.replay;

import io.lastwords.model.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/** Of whom a replay is to tell. */
public final class Selection {
    private final @Nullable Glob workloads;
    private final @Nullable String incident;

    /**
     * Selects by both.
     *
     * @param glob workload IDs, {@code *} for any text and {@code ?} for one character; null for all
     * @param incident an incident's ID or how it begins; null for all
     */
    public Selection(@Nullable String glob, @Nullable String incident) {
        this.workloads = glob == null ? null : new Glob(glob);
        this.incident = incident;
    }

    /** Everything. */
    public static Selection all() {
        return new Selection(null, null);
    }

    /** Whether it is one workload's, of those that are asked for. */
    public boolean takes(Diagnosis diagnosis) {
        var workload = diagnosis.workload();
        return workload != null && workload(workload.id()) && incident(diagnosis);
    }

    boolean workload(String id) {
        return workloads == null || workloads.matches(id);
    }

    boolean incident(Diagnosis diagnosis) {
        return incident == null || String.valueOf(diagnosis.incident()).startsWith(incident);
    }
}
