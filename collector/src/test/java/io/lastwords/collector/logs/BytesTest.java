package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class BytesTest {
    private static final byte[] TELLING = {'\n', '"', '\\', 0, 31, ' ', '!', '#', '[', ']', 127, -128, -1, (byte) 0xa2};

    @Test
    void findsWhatALookAtEachByteFinds() {
        var random = new Random(20261123);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = bytes(random, random.nextInt(40));
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            int newline = first(bytes, from, to, b -> b == '\n');
            assertThat(Bytes.newline(bytes, from, to)).isEqualTo(newline == to ? -1 : newline);
            assertThat(Bytes.special(bytes, from, to)).isEqualTo(first(bytes, from, to, BytesTest::special));
            assertThat(Bytes.specialOrNotAscii(bytes, from, to))
                    .isEqualTo(first(bytes, from, to, b -> special(b) || b < 0));
        }
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(8) == 0) {
                bytes[i] = TELLING[random.nextInt(TELLING.length)];
            } else {
                bytes[i] = (byte) ('a' + (bytes[i] & 15));
            }
        }
        return bytes;
    }

    private static boolean special(int b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    private static int first(byte[] bytes, int from, int to, IntPredicate wanted) {
        for (int i = from; i < to; i++) {
            if (wanted.test(bytes[i])) {
                return i;
            }
        }
        return to;
    }
}
