package io.lastwords.collector.logs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The engine's time stamps, {@code 2026-11-21T02:30:17.951310014Z}, read without making an object a line. */
final class Stamp {
    static final int LENGTH = 30;

    private static final long NANOS = 1_000_000_000;
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter().withZone(ZoneOffset.UTC);

    /** The day that was seen last, as its ten characters and in nanoseconds: nearly every stamp is of the same. */
    private byte[] day = new byte[0];

    private long dayNanos;

    /** Whether a whole stamp and the space after it begin here. */
    static boolean at(byte[] b, int at, int end) {
        return end - at > LENGTH && b[at + LENGTH] == ' ' && isAt(b, at);
    }

    /** Whether a whole stamp is in the {@link #LENGTH} bytes from here. */
    static boolean isAt(byte[] b, int at) {
        if (b[at + 29] != 'Z' || b[at + 10] != 'T') {
            return false;
        }
        for (int i = 0; i < 29; i++) {
            int c = b[at + i];
            boolean right = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> true;
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    /** Nanoseconds since 1970; {@link #isAt} holds. */
    long nanos(byte[] b, int at) {
        if (day.length == 0 || !Arrays.equals(b, at, at + 10, day, 0, 10)) {
            var date = LocalDate.of(number(b, at, 4), number(b, at + 5, 2), number(b, at + 8, 2));
            day = Arrays.copyOfRange(b, at, at + 10);
            dayNanos = date.toEpochDay() * 86_400 * NANOS;
        }
        long seconds = number(b, at + 11, 2) * 3600L + number(b, at + 14, 2) * 60L + number(b, at + 17, 2);
        return dayNanos + seconds * NANOS + number(b, at + 20, 9);
    }

    /** Another way to write a time, such as with a zone: the same in our form, or null where it is no time. */
    static byte @Nullable [] normalised(byte[] b, int at, int to) {
        try {
            var time = OffsetDateTime.parse(new String(b, at, to - at, StandardCharsets.US_ASCII));
            return text(time.toInstant()).getBytes(StandardCharsets.US_ASCII);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String text(Instant time) {
        return FORMAT.format(time);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    private static int number(byte[] b, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }
}
