package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.Frames.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.Fuzz;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the engine sends in place of its log, it ends in entries or in one clear refusal. */
class DemultiplexerFuzzTest {
    private static void take(byte[] stream, boolean tty, Random random) {
        var entries = new Demultiplexer(Frames.source(1 + random.nextInt(64), stream), tty);
        long bytes = 0;
        try {
            for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
                assertThat(entry.from).isBetween(0, entry.to);
                assertThat(entry.to).isLessThanOrEqualTo(entry.bytes.length);
                bytes += entry.size();
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotNull();
        }
        assertThat(bytes).isLessThanOrEqualTo(stream.length);
    }

    @Test
    void standsChangedFrames() {
        byte[] valid = Frames.join(
                Frames.out(T, "one\n"), Frames.err(T.plusNanos(7), "two\n"), Frames.out(T, ""), Frames.out(T, "x"));

        Fuzz.run(random -> take(Fuzz.mutated(valid, random), false, random));
    }

    @Test
    void standsAChangedTerminal() {
        byte[] valid = Frames.join(Frames.terminal(T, "one\r\n"), Frames.terminal(T.plusNanos(3), "\r\n"));

        Fuzz.run(random -> take(Fuzz.mutated(valid, random), true, random));
    }

    @Test
    void standsNoise() {
        Fuzz.run(random -> {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            take(noise, random.nextBoolean(), random);
        });
    }
}
