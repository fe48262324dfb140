package io.lastwords.collector.logs;

import java.io.IOException;

/** Why a log is not read, or not to its end: for a person. */
final class Refusal {
    static final String REMOVED = "the container was removed before its log was read to the end";

    private Refusal() {}

    /**
     * Why, as the engine says it.
     *
     * @throws EngineAnswerException the same, where it is no word of the engine's: whoever stands before it says so while
     *     it starts, or is asked too much
     */
    static String of(EngineAnswerException e) throws EngineAnswerException {
        return switch (e.status()) {
            case 429, 502, 503, 504 -> throw e;
            case 404, 409 -> REMOVED;
            case 500 -> gone(e) ? REMOVED : refused(e);
            case 501 -> "its log driver cannot be read: " + e.getMessage();
            default -> refused(e);
        };
    }

    static String of(LogTroubleException e) {
        return gone(e) ? REMOVED : "the engine cannot read its log: " + e.getMessage();
    }

    private static String refused(EngineAnswerException e) {
        return "the engine refused its log (" + e.status() + "): " + e.getMessage();
    }

    /** The file goes before the container does. */
    private static boolean gone(IOException e) {
        return e.getMessage() != null && e.getMessage().endsWith("no such file or directory");
    }
}
