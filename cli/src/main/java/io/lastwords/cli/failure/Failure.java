package io.lastwords.cli.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/**
 * Something that can go wrong and that the user can mend. The message is one line that says what happened and what to
 * do; no stack trace is shown.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A service's own failure, whose message already is such a line. */
    public static Failure of(Exception told) {
        return new Failure(String.valueOf(told.getMessage()), told);
    }

    /** Why a file or folder cannot be had, for a person: the message of some exceptions is its path alone. */
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission on " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case IOException other -> String.valueOf(other.getMessage());
        };
    }
}
