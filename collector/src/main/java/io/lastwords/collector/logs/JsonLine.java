package io.lastwords.collector.logs;

import java.time.DateTimeException;
import java.util.Arrays;

/**
 * Reads a line of a json-file log, {@code {"log":"...","stream":"stdout","time":"..."}}, as the engine does before it
 * sends it: in place, without making objects. Used by one thread.
 */
final class JsonLine {
    private static final byte[] LOG = {'l', 'o', 'g'};
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final byte[] TIME = {'t', 'i', 'm', 'e'};
    private static final byte[] STDERR = {'s', 't', 'd', 'e', 'r', 'r'};
    private static final int NANOS_END = Stamp.LENGTH - 1;

    private final Stamp stamps = new Stamp();
    private final byte[] ownStamp = new byte[Stamp.LENGTH];
    private byte[] line = new byte[0];
    private int at;
    private int end;

    /** Where the text lies that was read last, unescaped. */
    private int textFrom;

    private int textTo;

    /**
     * Takes a line apart; its text is unescaped where it lies, so that it can be read but once.
     *
     * @param to where its newline is
     * @return whether it is one that json-file writes; where not, the entry is not to be used
     */
    boolean read(byte[] bytes, int from, int to, Entry entry) {
        line = bytes;
        at = from;
        end = to;
        entry.bytes = bytes;
        entry.from = from;
        entry.to = from;
        entry.stderr = false;
        boolean timed = false;
        if (!skip('{')) {
            return false;
        }
        do {
            if (!skip('"') || !text()) {
                return false;
            }
            boolean log = is(LOG);
            boolean stream = !log && is(STREAM);
            boolean time = !log && !stream && is(TIME);
            if (!skip(':')) {
                return false;
            }
            if (!log && !stream && !time) {
                if (!skipValue()) {
                    return false;
                }
                continue;
            }
            if (!skip('"') || !text()) {
                return false;
            }
            if (log) {
                entry.from = textFrom;
                entry.to = textTo;
            } else if (stream) {
                entry.stderr = is(STDERR);
            } else if (!time(entry)) {
                return false;
            } else {
                timed = true;
            }
        } while (skip(','));
        return timed && skip('}') && blank() == end;
    }

    private boolean is(byte[] word) {
        return Arrays.equals(line, textFrom, textTo, word, 0, word.length);
    }

    private int blank() {
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
            at++;
        }
        return at;
    }

    private boolean skip(char expected) {
        if (blank() < end && line[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads on after an opening quote and beyond the closing one. */
    private boolean text() {
        byte[] b = line;
        textFrom = at;
        int i = Bytes.special(b, at, end);
        int to = i;
        while (i < end && b[i] != '"') {
            if (b[i] != '\\') {
                int plain = Bytes.special(b, i, end) - i;
                if (plain == 0) {
                    return false; // a control character
                }
                System.arraycopy(b, i, b, to, plain);
                i += plain;
                to += plain;
                continue;
            }
            if (i + 1 >= end) {
                return false;
            }
            byte escaped = b[i + 1];
            if (escaped == 'u') {
                int unit = unit(i);
                if (unit < 0) {
                    return false;
                }
                i += 6;
                int low = Character.isHighSurrogate((char) unit) ? unit(i) : -1;
                if (low >= 0 && Character.isLowSurrogate((char) low)) {
                    i += 6;
                    to = put(to, Character.toCodePoint((char) unit, (char) low));
                } else {
                    to = put(to, Character.isSurrogate((char) unit) ? 0xfffd : unit);
                }
                continue;
            }
            byte plain = unescaped(escaped);
            if (plain == 0) {
                return false;
            }
            b[to++] = plain;
            i += 2;
        }
        textTo = to;
        at = i + 1;
        return i < end;
    }

    private static byte unescaped(byte escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> 0;
        };
    }

    /** The UTF-16 unit that is escaped here; -1 where none is. */
    private int unit(int from) {
        if (from + 6 > end || line[from] != '\\' || line[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = from + 2; i < from + 6; i++) {
            int digit = line[i] < 0 ? -1 : Character.digit(line[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    /** As UTF-8, which is never longer than the escape. */
    private int put(int to, int character) {
        int i = to;
        if (character < 0x80) {
            line[i++] = (byte) character;
            return i;
        }
        if (character < 0x800) {
            line[i++] = (byte) (0xc0 | (character >> 6));
        } else {
            if (character < 0x10000) {
                line[i++] = (byte) (0xe0 | (character >> 12));
            } else {
                line[i++] = (byte) (0xf0 | (character >> 18));
                line[i++] = (byte) (0x80 | ((character >> 12) & 0x3f));
            }
            line[i++] = (byte) (0x80 | ((character >> 6) & 0x3f));
        }
        line[i++] = (byte) (0x80 | (character & 0x3f));
        return i;
    }

    /** A value that says nothing of the entry, such as the labels that the driver is told to write. */
    private boolean skipValue() {
        int depth = 0;
        while (blank() < end) {
            byte b = line[at];
            if (depth == 0 && (b == ',' || b == '}')) {
                return true;
            }
            at++;
            switch (b) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    if (!text()) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** Takes the text as the entry's time, in the form that the engine sends: with all nine digits. */
    private boolean time(Entry entry) {
        boolean whole = textTo - textFrom == Stamp.LENGTH && Stamp.isAt(line, textFrom);
        if (!whole && !padded() && !normalised()) {
            return false;
        }
        entry.stamp = whole ? line : ownStamp;
        entry.stampAt = whole ? textFrom : 0;
        try {
            entry.time = stamps.nanos(entry.stamp, entry.stampAt);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Go leaves out the zeros at the end of a time, and then the point. */
    private boolean padded() {
        int length = textTo - textFrom;
        int digits = "2026-11-21T02:30:17".length();
        if (length <= digits || length > Stamp.LENGTH || line[textTo - 1] != 'Z') {
            return false;
        }
        System.arraycopy(line, textFrom, ownStamp, 0, length - 1);
        if (length - 1 == digits) {
            ownStamp[digits] = '.';
        }
        Arrays.fill(ownStamp, Math.max(length - 1, digits + 1), NANOS_END, (byte) '0');
        ownStamp[NANOS_END] = 'Z';
        return Stamp.isAt(ownStamp, 0);
    }

    private boolean normalised() {
        byte[] other = Stamp.normalised(line, textFrom, textTo);
        if (other == null || other.length != Stamp.LENGTH) {
            return false;
        }
        System.arraycopy(other, 0, ownStamp, 0, Stamp.LENGTH);
        return true;
    }
}
