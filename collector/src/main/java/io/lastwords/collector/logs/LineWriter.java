package io.lastwords.collector.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lastwords.collector.mask.Masker;
import io.lastwords.collector.mask.Spans;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Writes lines as the journal's JSON, straight from their bytes: checked and escaped in one pass, without Strings. */
final class LineWriter {
    /** What a line takes at most beside its text, and what each of its bytes takes at most. */
    static final int AROUND = 256;

    static final int A_BYTE = 6;

    private static final byte[] OUT = ascii("{\"stream\":\"stdout\",\"time\":\"");
    private static final byte[] ERR = ascii("{\"stream\":\"stderr\",\"time\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] BASE64 = ascii("\",\"base64\":\"");
    private static final byte[] BYTES = ascii("\",\"bytes\":");
    private static final byte[] UNTERMINATED = ascii(",\"unterminated\":true");
    private static final byte[] MORE = ascii(",\"more\":true");
    private static final byte[] MARKER = ascii(",\"marker\":true");
    private static final byte[] MASK = ascii(Masker.MASK);
    private static final byte[] HEX = ascii("0123456789ABCDEF");

    /** For each character below 128: 0 where it stands for itself, its short escape, or u. */
    private static final byte[] ESCAPES = escapes();

    /** Of the greatest int. */
    private static final int DIGITS = 10;

    private static final int FIRST = 4 << 10;

    /** For some hundreds of lines, as a container writes them at a time: hundreds of writers may be idle. */
    private static final int KEPT = 64 << 10;

    private byte[] out = new byte[FIRST];
    private int length;

    int length() {
        return length;
    }

    /** Begins anew. */
    void reset() {
        length = 0;
    }

    /** Gives up the memory of a burst that is over; whatever was written is gone. */
    void release() {
        reset();
        if (out.length > KEPT) {
            out = new byte[FIRST];
        }
    }

    /** Bytes of memory that it holds. */
    int held() {
        return out.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out, length);
    }

    void raw(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Writes over what stands at a place. */
    void patch(int at, byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, out, at, count);
    }

    void line(Line line) {
        raw(line.stderr ? ERR : OUT);
        put(line.stamp, line.stampAt, Stamp.LENGTH);
        int start = length;
        raw(TEXT);
        if (!line.withheld && !text(line)) {
            length = start;
            raw(BASE64);
            raw(Base64.getEncoder().encode(masked(line)));
        }
        raw(BYTES);
        number(line.size);
        if (line.unterminated) {
            raw(UNTERMINATED);
        }
        if (line.more) {
            raw(MORE);
        }
        if (line.marker) {
            raw(MARKER);
        }
        ensure(1);
        out[length++] = '}';
    }

    private boolean text(Line line) {
        Spans secrets = line.secrets;
        int done = line.from;
        for (int i = 0; i < secrets.count(); i++) {
            if (!escape(line.bytes, done, secrets.start(i))) {
                return false;
            }
            raw(MASK);
            done = secrets.end(i);
        }
        return escape(line.bytes, done, line.to);
    }

    private static byte[] masked(Line line) {
        var bytes = new ByteArrayOutputStream(line.to - line.from);
        int done = line.from;
        for (int i = 0; i < line.secrets.count(); i++) {
            bytes.write(line.bytes, done, line.secrets.start(i) - done);
            bytes.writeBytes(MASK);
            done = line.secrets.end(i);
        }
        bytes.write(line.bytes, done, line.to - done);
        return bytes.toByteArray();
    }

    /** Writes text as the inside of a JSON string; false where it is not UTF-8. */
    private boolean escape(byte[] b, int from, int to) {
        ensure(to - from);
        int i = from;
        while (i < to) {
            byte c = b[i];
            if (c >= 0 && ESCAPES[c] == 0) {
                int plain = Bytes.specialOrNotAscii(b, i, to) - i;
                System.arraycopy(b, i, out, length, plain);
                length += plain;
                i += plain;
            } else if (c >= 0) {
                ensure(A_BYTE + to - i);
                escaped(c);
                i++;
            } else {
                int n = sequence(b, i, to);
                if (n == 0) {
                    return false;
                }
                System.arraycopy(b, i, out, length, n);
                length += n;
                i += n;
            }
        }
        return true;
    }

    private void escaped(byte c) {
        out[length++] = '\\';
        if (ESCAPES[c] != 'u') {
            out[length++] = ESCAPES[c];
            return;
        }
        out[length++] = 'u';
        out[length++] = '0';
        out[length++] = '0';
        out[length++] = HEX[c >> 4];
        out[length++] = HEX[c & 15];
    }

    /** How many bytes the character takes that begins here, 2 to 4; 0 where it is none. */
    private static int sequence(byte[] b, int i, int to) {
        int first = b[i] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int n = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (to - i < n) {
            return 0;
        }
        int second = b[i + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int k = 2; k < n; k++) {
            if ((b[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return n;
    }

    private void number(int number) {
        ensure(DIGITS);
        int left = number;
        int digits = 1;
        for (int tens = number; tens >= 10; tens /= 10) {
            digits++;
        }
        length += digits;
        for (int at = length - 1; at >= length - digits; at--) {
            out[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private void put(byte[] bytes, int from, int count) {
        ensure(count);
        System.arraycopy(bytes, from, out, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(length + more, out.length * 2));
        }
    }

    private static byte[] escapes() {
        byte[] table = new byte[128];
        Arrays.fill(table, 0, 0x20, (byte) 'u');
        table['\b'] = 'b';
        table['\t'] = 't';
        table['\n'] = 'n';
        table['\f'] = 'f';
        table['\r'] = 'r';
        table['"'] = '"';
        table['\\'] = '\\';
        return table;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
