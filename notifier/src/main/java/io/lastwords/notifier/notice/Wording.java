package io.lastwords.notifier.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people say them: durations, times, how sure, how often. */
public final class Wording {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wording() {}

    /** At most two units, the second one only where it still matters: 21 ms, 1.9 s, 12 s, 3 min 20 s, 2 h 5 min. */
    public static String duration(Duration duration) {
        long millis = Math.max(duration.toMillis(), 0);
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 9_950) {
            return decimal(Math.round(millis / 100.0)) + " s";
        }
        long seconds = Math.round(millis / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = seconds / 60;
        return minutes < 1_440
                ? two(minutes / 60, "h", minutes % 60, "min")
                : two(minutes / 1_440, "d", minutes % 1_440 / 60, "h");
    }

    private static String decimal(long tenths) {
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + " " + bigUnit : big + " " + bigUnit + " " + small + " " + smallUnit;
    }

    /** A time to the second, in UTC. */
    public static String time(Instant time) {
        return UTC.format(time);
    }

    /** How sure, in a word and in per cent; never 0 or 100, since nobody knows that much. */
    public static String confidence(double probability) {
        long percent = Math.clamp(Math.round(probability * 100), 1, 99);
        String word = percent >= 95
                ? "almost certain"
                : percent >= 80
                        ? "very likely"
                        : percent >= 60 ? "likely" : percent >= 40 ? "possible" : "only a guess";
        return word + ", " + percent + " %";
    }

    /** once, twice, 3 times. */
    public static String times(int count) {
        return switch (count) {
            case 1 -> "once";
            case 2 -> "twice";
            default -> String.format(Locale.ROOT, "%,d times", count);
        };
    }

    /** An exit code with the signal's name that a code over 128 stands for. */
    public static String exitCode(int code) {
        return switch (code) {
            case 129 -> "129 (SIGHUP)";
            case 130 -> "130 (SIGINT)";
            case 131 -> "131 (SIGQUIT)";
            case 132 -> "132 (SIGILL)";
            case 133 -> "133 (SIGTRAP)";
            case 134 -> "134 (SIGABRT)";
            case 135 -> "135 (SIGBUS)";
            case 136 -> "136 (SIGFPE)";
            case 137 -> "137 (SIGKILL)";
            case 139 -> "139 (SIGSEGV)";
            case 141 -> "141 (SIGPIPE)";
            case 143 -> "143 (SIGTERM)";
            default -> String.valueOf(code);
        };
    }

    /** A sentence ends with a full stop, and begins as it was written. */
    public static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        char last = text.charAt(text.length() - 1);
        return last == '.' || last == '!' || last == '?' || last == '…' || last == ':' ? text : text + ".";
    }
}
