package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.Frames.T;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemultiplexerTest {
    private static List<String> entries(boolean tty, int most, byte[]... chunks) throws IOException {
        var entries = new Demultiplexer(Frames.source(most, chunks), tty);
        var all = new ArrayList<String>();
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
            all.add((entry.stderr ? "err " : "out ")
                    + (entry.time - Stamp.nanos(T)) + " "
                    + new String(entry.bytes, entry.from, entry.size(), StandardCharsets.UTF_8));
        }
        return all;
    }

    @Test
    void findsFramesWhereverReadsEnd() throws Exception {
        byte[] all = Frames.join(
                Frames.out(T, "one\n"), Frames.err(T.plusNanos(7), "two\n"), Frames.out(T, ""), Frames.out(T, "x"));
        for (int most = 1; most <= all.length; most++) {
            assertThat(entries(false, most, all)).containsExactly("out 0 one\n", "err 7 two\n", "out 0 ", "out 0 x");
        }
        for (int split = 1; split < all.length; split++) {
            assertThat(entries(false, 1 << 20, Arrays.copyOf(all, split), Arrays.copyOfRange(all, split, all.length)))
                    .hasSize(4);
        }
    }

    @Test
    void takesPiecesLargerThanItsBuffer() throws Exception {
        var piece = "a".repeat(16_384);

        assertThat(entries(false, 5_000, Frames.out(T, piece), Frames.out(T, piece), Frames.out(T, "b\n")))
                .containsExactly("out 0 " + piece, "out 0 " + piece, "out 0 b\n");
        assertThat(entries(false, 70_000, Frames.out(T, "c".repeat(300_000)))).hasSize(1);
    }

    @Test
    void splitsATerminalsOutputByLine() throws Exception {
        byte[] all = Frames.join(Frames.terminal(T, "one\r\n"), Frames.terminal(T.plusNanos(3), "\r\n"));
        for (int most = 1; most <= all.length; most++) {
            assertThat(entries(true, most, all)).containsExactly("out 0 one\r\n", "out 3 \r\n");
        }
    }

    @Test
    void splitsATerminalsLongLineWhereTheEnginePutTimesIntoIt() throws Exception {
        var piece = "a".repeat(16_384);
        byte[] all = Frames.join(
                Frames.terminal(T, piece),
                Frames.terminal(T, piece),
                Frames.terminal(T, "b\r\n"),
                Frames.terminal(T, "c\r\n"));
        for (int most : new int[] {1, 100, 16_384, 16_415, 1 << 20}) {
            assertThat(entries(true, most, all))
                    .containsExactly("out 0 " + piece, "out 0 " + piece, "out 0 b\r\n", "out 0 c\r\n");
        }
    }

    @Test
    void splitsATerminalsLinesWithoutNewlineWhereTheEngineSendsThemApart() throws Exception {
        for (int most : new int[] {1, 7, 1 << 20}) {
            assertThat(entries(
                            true,
                            most,
                            Frames.terminal(T, "tail"),
                            Frames.terminal(T.plusNanos(5), "next run\r\n"),
                            Frames.terminal(T.plusNanos(6), "no time stamp: 2026"),
                            "-11-21T02:00:00.5Z in a line\r\n".getBytes(StandardCharsets.UTF_8)))
                    .containsExactly(
                            "out 0 tail",
                            "out 5 next run\r\n",
                            "out 6 no time stamp: 2026-11-21T02:00:00.5Z in a line\r\n");
        }
    }

    @Test
    void readsTimesWithAZone() throws Exception {
        byte[] frame = Frames.out(T, "x");
        byte[] payload = "2026-11-21T04:00:00.000000001+02:00 hello\n".getBytes(StandardCharsets.UTF_8);
        byte[] zoned = Arrays.copyOf(frame, 8 + payload.length);
        System.arraycopy(payload, 0, zoned, 8, payload.length);
        zoned[7] = (byte) payload.length;

        assertThat(entries(false, 1 << 20, zoned)).containsExactly("out 0 hello\n");
    }

    @Test
    void saysWhatTheEngineSaysOfADamagedLog() {
        byte[] frame = Frames.out(T, "Error grabbing logs: invalid character\n");
        frame[0] = 3;

        assertThatThrownBy(() -> entries(false, 1 << 20, frame))
                .isInstanceOf(LogTroubleException.class)
                .hasMessageContaining("invalid character");
        assertThatThrownBy(() -> entries(true, 1 << 20, "Error grabbing logs: no\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LogTroubleException.class);
    }

    @Test
    void takesAnEndWithinAFrameAsABrokenConnection() {
        byte[] frame = Frames.out(T, "one\n");

        assertThatThrownBy(() -> entries(false, 1 << 20, Arrays.copyOf(frame, frame.length - 1)))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() ->
                        entries(false, 1 << 20, Frames.join(frame, "garbage, more".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class);
    }
}
