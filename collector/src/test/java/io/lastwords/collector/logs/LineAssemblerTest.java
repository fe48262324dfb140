package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.Frames.T;
import static io.lastwords.collector.logs.Frames.err;
import static io.lastwords.collector.logs.Frames.out;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.LogLine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {
    private static final String SECRET = "correct-horse-battery-staple-0815";
    private static final LineSettings MASKED =
            new LineSettings(Marker.of("up and running"), Masker.of(List.of("API_TOKEN=" + SECRET)), true);

    /** Reads a log from a position on, as a reader does; the sender takes each line by itself. */
    private static Journal read(LogPosition from, LineSettings settings, boolean finish, byte[]... frames)
            throws Exception {
        var journal = new Journal();
        var each = new LineSink() {
            @Override
            public void line(Line line, Progress after) throws BufferClosedException, InterruptedException {
                journal.buffer.line(line, after);
                journal.drain();
            }

            @Override
            public void gap(LostLines lost, Progress after) throws BufferClosedException, InterruptedException {
                journal.buffer.gap(lost, after);
            }
        };
        var assembler = new LineAssembler(settings, false, new Progress(from), each);
        var known = new Resumption(from);
        var entries = new Demultiplexer(Frames.source(1 << 20, frames), false);
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
            int given = known.covers(entry);
            if (given != Known.ALL) {
                assembler.entry(entry, given);
            }
        }
        if (finish) {
            assembler.finish(false);
        }
        return journal;
    }

    private static byte[][] line(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[][] pieces = new byte[bytes.length / 16_384 + 1][];
        for (int i = 0; i < pieces.length; i++) {
            int to = Math.min(bytes.length, (i + 1) * 16_384);
            pieces[i] = Frames.frame(1, T, Arrays.copyOfRange(bytes, i * 16_384, to));
        }
        return pieces;
    }

    private static String joined(Journal journal) {
        return String.join("", journal.texts());
    }

    @Test
    void putsPiecesTogetherWhileTheOtherStreamGoesOn() throws Exception {
        var piece = "p".repeat(16_384);
        var journal = read(
                LogPosition.START,
                Journal.PLAIN,
                true,
                out(T, piece),
                err(T.plusNanos(1), "e\n"),
                out(T, piece),
                out(T, "z\n"));

        assertThat(journal.texts()).containsExactly("e", piece + piece + "z");
        assertThat(journal.chunks.getFirst().after().stdout()).isEqualTo(new StreamPosition(T, 0));
        assertThat(journal.after())
                .isEqualTo(new LogPosition(new StreamPosition(T, 3), new StreamPosition(T.plusNanos(1), 1)));
    }

    @Test
    void takesAnotherTimeAsTheEndOfALineWhoseNewlineTheDriverDropped() throws Exception {
        var piece = "p".repeat(16_384);
        var journal = read(
                LogPosition.START, Journal.PLAIN, true, out(T, piece), out(T, "end"), out(T.plusNanos(1), "next\n"));

        assertThat(journal.texts()).containsExactly(piece + "end", "next");
        assertThat(journal.lines()).noneMatch(LogLine::unterminated);
        assertThat(journal.lines().getFirst().bytes()).isEqualTo(16_384 + 4);
    }

    @Test
    void givesAnEndlessLineOutInPartsAndKeepsNoMoreThanOne() throws Exception {
        byte[][] pieces = line("0123456789abcdef".repeat(100_000) + "\n");

        var journal = read(LogPosition.START, Journal.PLAIN, true, pieces);

        assertThat(journal.lines()).hasSizeGreaterThan(10);
        assertThat(journal.lines()).allMatch(part -> part.bytes() <= LineAssembler.PART + LineAssembler.AHEAD);
        assertThat(journal.lines().stream().mapToInt(LogLine::bytes).sum()).isEqualTo(1_600_001);
        assertThat(joined(journal)).isEqualTo("0123456789abcdef".repeat(100_000));
    }

    @Test
    void goesOnAnywhereAfterARestart() throws Exception {
        var text = "héllo wörld €uro " + SECRET + " \ud83d\ude00 ";
        byte[][] frames = Frames.join(line("first\n")).length == 0 ? new byte[0][] : line(text.repeat(9_000) + "\n");
        byte[][] all = Arrays.copyOf(frames, frames.length + 2);
        all[frames.length] = err(T, "between\n");
        all[frames.length + 1] = out(T.plusNanos(1), "last\n");

        var whole = read(LogPosition.START, MASKED, true, all);
        assertThat(whole.lines()).allMatch(line -> line.text() != null);
        assertThat(whole.lines().size()).isGreaterThan(4);

        for (int killedAfter = 0; killedAfter < whole.chunks.size(); killedAfter++) {
            var rest = read(whole.chunks.get(killedAfter).after(), MASKED, true, all);
            assertThat(rest.lines())
                    .isEqualTo(
                            whole.lines().subList(killedAfter + 1, whole.lines().size()));
        }
        assertThat(joined(whole)).doesNotContain("battery").contains("héllo wörld €uro *** \ud83d\ude00");
    }

    @Test
    void findsASecretAndAMarkerOverThePartsBoundary() throws Exception {
        for (String wanted : List.of(SECRET, "up and running")) {
            for (int shift = -wanted.length() - 1; shift <= 1; shift++) {
                var head = "x".repeat(LineAssembler.PART + shift);
                var journal = read(LogPosition.START, MASKED, true, line(head + wanted + "y".repeat(40_000) + "\n"));
                if (wanted.equals(SECRET)) {
                    assertThat(joined(journal)).isEqualTo(head + "***" + "y".repeat(40_000));
                } else {
                    assertThat(journal.lines().stream().filter(LogLine::marker))
                            .as("shift " + shift)
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void masksAKeyOfSeveralLinesAlsoAfterARestartWithinIt() throws Exception {
        byte[][] all = {
            out(T, "-----BEGIN RSA PRIVATE KEY-----\n"),
            out(T, "MIIEpAIBAAKCAQEAxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyz1234\n"),
            err(T, "meanwhile\n"),
            out(T, "AB==\n"),
            out(T, "-----END RSA PRIVATE KEY-----\n"),
            out(T, "listening\n")
        };

        var whole = read(LogPosition.START, Journal.PLAIN, true, all);

        assertThat(whole.texts()).containsExactly("***", "***", "meanwhile", "***", "***", "listening");
        for (int killedAfter = 0; killedAfter < 5; killedAfter++) {
            var rest = read(whole.chunks.get(killedAfter).after(), Journal.PLAIN, true, all);
            assertThat(rest.texts()).isEqualTo(whole.texts().subList(killedAfter + 1, 6));
        }
    }

    @Test
    void movesAnIdleStreamUpSoThatLittleIsReadAgain() throws Exception {
        var journal = read(LogPosition.START, Journal.PLAIN, true, err(T, "e\n"), out(T.plusSeconds(3600), "o\n"));

        assertThat(journal.after().since()).isEqualTo(T.plusSeconds(3600).minusMillis(200));
        assertThat(journal.chunks.getFirst().after().since()).isEqualTo(T.minusMillis(200));
    }

    @Test
    void doesNotMoveAStreamUpWhoseLineHasBegun() throws Exception {
        var journal = read(
                LogPosition.START, Journal.PLAIN, false, out(T, "x".repeat(16_384)), err(T.plusSeconds(3600), "e\n"));

        assertThat(journal.after().since()).isEqualTo(T);
    }

    @Test
    void takesLinesOnWhenTheHostsClockWasSetBack() throws Exception {
        var journal = read(
                LogPosition.START, Journal.PLAIN, true, out(T, "a\n"), out(T.minusSeconds(60), "b\n"), out(T, "c\n"));

        assertThat(journal.texts()).containsExactly("a", "b", "c");
    }
}
