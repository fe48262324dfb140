package io.lastwords.collector.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What reading a log needs to know of its container.
 *
 * @param removing whether the engine is about to remove it, or has tried
 * @param pid its main process, in the engine's PID namespace; 0 where none runs
 * @param startedAt when its latest run began
 * @param logPath where the driver writes, on the engine's machine; empty where it does not say
 * @param driver the log driver
 * @param fileBytes after how many bytes the driver begins a new file; 0 where it never does
 * @param files how many files it keeps
 * @param compresses whether it compresses those that it has filled
 * @param countable whether {@link #stored} is exact
 * @param asked the engine's clock at this, in whole seconds; null where it does not say
 */
record Inspection(
        boolean running,
        boolean removing,
        long pid,
        Instant startedAt,
        String logPath,
        String driver,
        long fileBytes,
        int files,
        boolean compresses,
        boolean countable,
        @Nullable Instant asked) {
    /** What makes the driver write more into its files than lines, streams and times. */
    private static final List<String> ATTRIBUTES = List.of("labels", "labels-regex", "env", "env-regex", "tag");

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
                state.path("Status").asText("").equals("removing")
                        || state.path("Dead").asBoolean(),
                state.path("Pid").asLong(),
                time(state.path("StartedAt").asText("")),
                container.path("LogPath").asText(""),
                driver,
                bytes(options.path("max-size").asText(""), local ? LOCAL_BYTES : 0),
                count(options.path("max-file").asText(""), local ? LOCAL_FILES : 1),
                options.path("compress").asText(local ? "true" : "false").equals("true"),
                driver.equals("json-file") && ATTRIBUTES.stream().noneMatch(options::has),
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
        int bytes = 69 - droppedZeros(entry.time);
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

    /** Go leaves out the zeros at the end of a time. */
    private static int droppedZeros(long time) {
        int zeros = 0;
        for (long rest = time; zeros < 9 && rest % 10 == 0; rest /= 10) {
            zeros++;
        }
        return zeros == 9 ? 10 : zeros;
    }

    /** So much is kept, at least, once the driver has thrown the first file away; 0 where that says nothing. */
    long leastKept() {
        return fileBytes * (files - 1) / 50 * 49;
    }

    /** Whether the run that began at this time is still going on: a start event comes after its own start. */
    boolean isRun(Instant began) {
        return running && !startedAt.isAfter(began);
    }

    /** A time before this, by the engine's clock; null where it does not say. */
    @Nullable
    Instant earlier() {
        return asked == null ? null : asked.minusSeconds(1); // whole seconds, and said a little after it was true
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

    /** Docker's sizes: 10k, 10m, 1g, or plain bytes; a k is 1,000. */
    private static long bytes(String text, long otherwise) {
        String size = text.toLowerCase(Locale.ROOT).replaceAll("i?b$", "");
        if (size.isEmpty()) {
            return otherwise;
        }
        long unit = switch (size.charAt(size.length() - 1)) {
            case 'k' -> 1_000;
            case 'm' -> 1_000_000;
            case 'g' -> 1_000_000_000;
            default -> 1;
        };
        try {
            return (long) (Double.parseDouble(unit == 1 ? size : size.substring(0, size.length() - 1)) * unit);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
