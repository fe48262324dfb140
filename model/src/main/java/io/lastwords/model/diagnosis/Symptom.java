package io.lastwords.model.diagnosis;

import java.util.Locale;

/** What can be seen over the runs of a workload: a closed vocabulary. */
public enum Symptom {
    /** Three ends in a row by the policy within an hour, or five within 5 s each whoever restarted it. */
    RESTART_LOOP,
    EXIT_ZERO,
    EXIT_NONZERO,
    /** 128 + n, also where a shell or an init reports it. */
    KILLED_BY_SIGNAL,
    START_FAILED,
    /** Not one byte of output, and the log is complete. */
    SILENT,
    /** The line that the program prints on reaching main never came. */
    MARKER_MISSING,
    /** The tell-tale of a lost buffer. */
    OUTPUT_CUT,
    /** Below one second. */
    SHORT_RUN,
    UNHEALTHY,
    /** A restart policy is there, yet nothing will start it again. */
    GAVE_UP;

    /** The word in the JSON and in the docs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
