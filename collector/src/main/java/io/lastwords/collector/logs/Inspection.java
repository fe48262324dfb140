package io.lastwords.collector.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What reading a log needs to know of its container.
 *
 * @param startedAt when its latest run began
 * @param driver the log driver
 * @param fileBytes after how many bytes the driver begins a new file; 0 where it never does
 * @param files how many files it keeps
 * @param asked the engine's clock at this, in whole seconds; null where it does not say
 */
record Inspection(
        boolean running,
        Instant startedAt,
        String driver,
        long fileBytes,
        int files,
        @Nullable Instant asked) {
    private static final long LOCAL_BYTES = 20_000_000;
    private static final int LOCAL_FILES = 5;

    static Inspection of(JsonNode container, @Nullable Instant asked) {
        JsonNode state = container.path("State");
        JsonNode log = container.path("HostConfig").path("LogConfig");
        JsonNode options = log.path("Config");
        String driver = log.path("Type").asText("");
        boolean local = driver.equals("local");
        return new Inspection(
                state.path("Running").asBoolean() && !state.path("Restarting").asBoolean(),
                time(state.path("StartedAt").asText("")),
                driver,
                bytes(options.path("max-size").asText(""), local ? LOCAL_BYTES : 0),
                count(options.path("max-file").asText(""), local ? LOCAL_FILES : 1),
                asked);
    }

    boolean rotates() {
        return fileBytes > 0;
    }

    /**
     * What an entry takes in the driver's files, exactly for json-file without attributes, nearly for local.
     *
     * <p>json-file escapes as Go does, and writes {@code {"log":"...","stream":"stdout","time":"..."}} and a newline.
     */
    int stored(Entry entry) {
        if (!driver.equals("json-file")) {
            return entry.size() + 28;
        }
        int bytes = 69;
        for (int i = entry.from; i < entry.to; i++) {
            byte b = entry.bytes[i];
            bytes += switch (b) {
                case '"', '\\', '\n', '\r' -> 2;
                case '<', '>', '&' -> 6;
                default -> b >= 0 && b < ' ' ? 6 : 1;
            };
        }
        return bytes;
    }

    /** So much is kept, at least, once the driver has thrown the first file away; 0 where that says nothing. */
    long leastKept() {
        return fileBytes * (files - 1) / 50 * 49;
    }

    /** Whether the run that began at this time is still going on: a start event comes after its own start. */
    boolean isRun(Instant began) {
        return running && !startedAt.isAfter(began);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private static int count(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Docker's sizes: 10k, 10m, 1g, or plain bytes. */
    private static long bytes(String text, long otherwise) {
        String size = text.toLowerCase(Locale.ROOT).replaceAll("i?b$", "");
        if (size.isEmpty()) {
            return otherwise;
        }
        int shift = switch (size.charAt(size.length() - 1)) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        try {
            return Long.parseLong(shift == 0 ? size : size.substring(0, size.length() - 1)) << shift;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
