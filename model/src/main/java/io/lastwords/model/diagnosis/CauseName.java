package io.lastwords.model.diagnosis;

import java.util.Locale;

/** What explains the symptoms: a closed vocabulary. A more specific cause leads a more general one. */
public enum CauseName {
    EXECUTABLE_NOT_FOUND,
    EXECUTABLE_HIDDEN_BY_MOUNT,
    NOT_EXECUTABLE,
    WRONG_ARCHITECTURE,
    NOT_A_PROGRAM,
    CRLF_SCRIPT,
    INTERPRETER_NOT_FOUND,
    MISSING_SHARED_LIBRARY,
    LIBC_TOO_OLD,
    INVALID_USER,
    PORT_TAKEN_ON_HOST,
    LOG_DRIVER_FAILED,
    MOUNT_FAILED,
    STUB_BINARY,
    STALE_IMAGE,
    STALE_VOLUME,
    TRUNCATED_BINARY,
    COMPLETED_JOB,
    SHELL_WITHOUT_TERMINAL,
    DAEMONIZED,
    ENTRYPOINT_NEVER_EXECS,
    UNFLUSHED_OUTPUT,
    MAIN_NOT_REACHED,
    NOTHING_TO_DO,
    OUT_OF_MEMORY,
    SEGMENTATION_FAULT,
    ABORTED,
    ILLEGAL_INSTRUCTION,
    ADDRESS_IN_USE,
    UNCAUGHT_ERROR,
    MISSING_CONFIGURATION,
    DEPENDENCY_UNREACHABLE,
    PERMISSION_DENIED,
    DISK_FULL,
    UNHEALTHY,
    HOST_RESTARTED,
    UNEXPLAINED;

    /** The word in the JSON and in the docs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
