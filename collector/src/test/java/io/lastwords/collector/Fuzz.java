package io.lastwords.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/**
 * Many inputs from one seed: some thousands in every build, a million in the full one. What fails is told with the
 * number that makes its input again.
 */
public final class Fuzz {
    private static final int INPUTS = Boolean.getBoolean("lastwords.full") ? 1_000_000 : 5_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final long[] ODD = {
        0,
        1,
        2,
        -1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private Fuzz() {}

    /** Takes one input, made of this randomness alone. */
    public interface Trial {
        void of(Random random) throws Exception;
    }

    public static void run(Trial trial) {
        for (int i = 0; i < INPUTS; i++) {
            long began = System.nanoTime();
            try {
                trial.of(new Random(i * 0x9e3779b97f4a7c15L));
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("input " + i + ": " + e, e);
            }
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds for input %d", i)
                    .isLessThan(LONGEST_NANOS);
        }
    }

    /** Changes a few places, with numbers that programs trip over; sometimes cuts the end off. */
    public static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int changes = random.nextInt(8); changes >= 0 && bytes.length > 0; changes--) {
            int near = random.nextBoolean() ? Math.min(bytes.length, 256) : bytes.length;
            int at = random.nextInt(near);
            long value = random.nextInt(3) == 0 ? random.nextLong() : ODD[random.nextInt(ODD.length)];
            if (random.nextInt(4) == 0) {
                value = random.nextInt(bytes.length + 16);
            }
            for (int width = 1 << random.nextInt(4); width > 0 && at < bytes.length; width--, at++) {
                bytes[at] = (byte) value;
                value >>= 8;
            }
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    /** A text of parts, put together at random. */
    public static String text(Random random, int most, String... parts) {
        var text = new StringBuilder();
        for (int n = random.nextInt(most); n > 0; n--) {
            text.append(
                    random.nextInt(8) == 0
                            ? String.valueOf((char) random.nextInt(0x250))
                            : parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
