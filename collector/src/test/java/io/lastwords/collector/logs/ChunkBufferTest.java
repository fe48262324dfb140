package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.Frames.T;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.RunFeed;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChunkBufferTest {
    private final Journal journal = new Journal();
    private LineSettings settings = Journal.PLAIN;

    private void write(byte[]... frames) throws Exception {
        write(journal.buffer, frames);
    }

    private void write(ChunkBuffer buffer, byte[]... frames) throws Exception {
        var assembler = new LineAssembler(settings, false, new Progress(LogPosition.START), buffer);
        var entries = new Demultiplexer(Frames.source(1 << 20, frames), false);
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
            assembler.entry(entry, 0);
        }
        assembler.finish(false);
    }

    @Test
    void writesExactlyTheJournalsJson() throws Exception {
        settings = new LineSettings(Marker.of("ready"), Masker.of(List.of("DB_PASSWORD=hunter2-hunter2")), true);
        var texts = List.of(
                "plain",
                "",
                "\u0000\u0001\b\t\f\r\u001b[31mred\u001b[0m \"quoted\" \\back/slash \u007f",
                "\u2028\u2029 é ü 漢字 \ud83d\ude00 \ufffd \uffff",
                "service ready at /");
        byte[][] frames = texts.stream().map(text -> Frames.out(T, text + "\n")).toArray(byte[][]::new);

        write(Frames.join(frames), Frames.err(T.plusNanos(1), "pw=hunter2-hunter2 ready"));
        journal.drain();

        var lines = new java.util.ArrayList<LogLine>();
        texts.forEach(text -> lines.add(new LogLine(
                LogLine.Stream.STDOUT,
                T,
                text,
                null,
                text.getBytes(StandardCharsets.UTF_8).length + 1,
                false,
                false,
                text.contains("ready"))));
        lines.add(new LogLine(LogLine.Stream.STDERR, T.plusNanos(1), "pw=*** ready", null, 24, true, false, true));
        var expected = new LogChunk(Journal.ORIGIN, T.plusNanos(1), Journal.RUN, lines);
        assertThat(journal.events()).containsExactly(expected);
        assertThat(new String(journal.chunks.getFirst().json(), StandardCharsets.UTF_8))
                .isEqualTo(Json.text(expected));
        assertThat(journal.chunks.getFirst().lines()).isEqualTo(6);
        assertThat(journal.chunks.getFirst().rawBytes())
                .isEqualTo(lines.stream().mapToLong(LogLine::bytes).sum());
    }

    @Test
    void keepsWhatIsNotTextAsItsBytes() throws Exception {
        byte[][] bad = {
            {(byte) 0xff, (byte) 0xfe, 'x'},
            {(byte) 0xc0, (byte) 0x80},
            {'a', (byte) 0xe2, (byte) 0x82},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xf0, (byte) 0x8f, (byte) 0xbf, (byte) 0xbf},
            {'"', '\n' - 1, (byte) 0x80}
        };
        for (byte[] bytes : bad) {
            write(Frames.frame(1, T, Frames.join(bytes, new byte[] {'\n'})));
        }

        assertThat(journal.lines()).extracting(LogLine::text).containsOnlyNulls();
        assertThat(journal.lines().stream().map(line -> Base64.getDecoder().decode(line.base64())))
                .containsExactly(bad);
    }

    @Test
    void agreesWithJavaOnWhatIsText() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte)
                        (random.nextInt(3) == 0
                                ? random.nextInt(256)
                                : "\u00e9\u20ac\ud83d\ude00a".getBytes(StandardCharsets.UTF_8)[random.nextInt(10)]);
                bytes[k] = bytes[k] == '\n' ? (byte) ' ' : bytes[k];
            }
            var fresh = new Journal();
            write(fresh.buffer, Frames.frame(1, T, Frames.join(bytes, new byte[] {'\n'})));
            var text = new String(bytes, StandardCharsets.UTF_8);
            boolean valid = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
            var line = fresh.lines().getFirst();
            assertThat(line.text() != null).isEqualTo(valid);
            assertThat(line.readable()).isEqualTo(text);
        }
    }

    @Test
    void staysBelowTheLimitOfARecordWhateverIsInALine() throws Exception {
        String hostile = "\u0001".repeat(16_384);
        byte[][] frames = new byte[60][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = Frames.out(T, i == frames.length - 1 ? "end\n" : hostile);
        }

        write(frames);
        var all = new StringBuilder();
        journal.lines().forEach(line -> all.append(line.text()));

        assertThat(journal.chunks).allMatch(chunk -> chunk.json().length <= Topics.MAX_RECORD_BYTES);
        assertThat(all.toString()).isEqualTo(hostile.repeat(59) + "end");
        assertThat(journal.lines())
                .extracting(LogLine::more)
                .endsWith(true, false)
                .doesNotContainSequence(false, true);
    }

    @Test
    void neverMixesTwoRuns() throws Exception {
        write(Frames.out(T, "first\n"));
        journal.buffer.begin(Journal.RUN.plusSeconds(9));
        write(Frames.out(T, "second\n"));
        journal.drain();

        assertThat(journal.events())
                .extracting(event -> ((LogChunk) event).run())
                .containsExactly(Journal.RUN, Journal.RUN.plusSeconds(9));
    }

    @Test
    void leavesOutTheTextWhereLogsMayNotLeave() throws Exception {
        settings = new LineSettings(Marker.of("/^rea/"), Journal.PLAIN.masker(), false);

        write(Frames.out(T, "ready\n"), Frames.out(T, "cut"));

        assertThat(journal.texts()).containsExactly("", "");
        assertThat(journal.lines()).extracting(LogLine::bytes).containsExactly(6, 3);
        assertThat(journal.lines()).extracting(LogLine::marker).containsExactly(true, false);
        assertThat(journal.lines()).extracting(LogLine::unterminated).containsExactly(false, true);
    }

    @Test
    void makesTheReaderWaitWhileItIsFullAndLosesNothing() throws Exception {
        var small = new Journal(2_000);
        byte[][] frames = new byte[1_000][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = Frames.out(T.plusNanos(i), "line " + i + "\n");
        }
        var reader = Thread.ofVirtual().start(() -> {
            try {
                write(small.buffer, frames);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (small.lines().size() < 1_000) {
            assertThat(small.awaitWake()).isTrue();
        }

        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
        assertThat(small.texts()).hasSize(1_000).startsWith("line 0").endsWith("line 999");
        assertThat(small.chunks).hasSizeGreaterThan(20).allMatch(chunk -> chunk.json().length < 2_500);
    }

    @Test
    void givesUpTheMemoryOfABurst() throws Exception {
        byte[][] burst = new byte[10_000][];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = Frames.out(T.plusNanos(i), "line " + i + " of a burst\n");
        }

        write(burst);
        assertThat(journal.lines()).hasSize(burst.length);

        assertThat(journal.buffer.held()).isLessThan(100_000); // times the hundreds of containers that are silent now
    }

    @Test
    void sharesOneBudgetBetweenAll() throws Exception {
        var budget = new Budget(1_000);
        var one = new ChunkBuffer(Journal.ORIGIN, 1 << 20, budget, () -> {});
        var two = new ChunkBuffer(Journal.ORIGIN, 1 << 20, budget, () -> {});
        one.begin(Journal.RUN);
        two.begin(Journal.RUN);
        write(one, Frames.out(T, "x".repeat(1_000) + "\n"));
        var second = CompletableFuture.runAsync(() -> {
            try {
                write(two, Frames.out(T, "waits\n"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(budget.used()).isGreaterThan(1_000);
        assertThat(two.isEmpty()).isTrue();
        assertThat(one.take()).isNotNull();
        second.get(10, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(two.take()).isNotNull();
        assertThat(budget.used()).isZero();
    }

    @Test
    void hurriesOnceWhereHalfOfTheRoomIsTaken() throws Exception {
        var journal = new RecordingJournal();
        var buffer = journal.feed(10_000, 1 << 20).chunks();

        write(buffer, Frames.out(T, "x".repeat(3_000) + "\n"));
        assertThat(journal.hurries()).isZero();
        write(buffer, Frames.out(T, "x".repeat(3_000) + "\n"), Frames.out(T, "more\n"));
        assertThat(journal.hurries()).isOne();

        assertThat(buffer.take()).isNotNull();
        write(buffer, Frames.out(T, "x".repeat(6_000) + "\n"));
        assertThat(journal.hurries()).isEqualTo(2);
    }

    @Test
    void hurriesWhereHalfOfWhatAllMayTakeIsTaken() throws Exception {
        var journal = new RecordingJournal();
        var buffer = journal.feed(1 << 20, 2_000).chunks();

        write(buffer, Frames.out(T, "x".repeat(1_200) + "\n"));

        assertThat(journal.hurries()).isOne();
    }

    @Test
    void asksTheJournalForRoom() throws Exception {
        var journal = new RecordingJournal();
        write(journal.feed(1_000, 1 << 20).chunks(), Frames.out(T, "x".repeat(600) + "\n"));

        assertThat(journal.calls).containsExactly("ready", "hurry");
    }

    private static final class RecordingJournal implements io.lastwords.collector.journal.Journal {
        private final List<String> calls = new ArrayList<>();

        RunFeed feed(int capacity, long budget) {
            return new RunFeed(Journal.ORIGIN, Journal.RUN, capacity, new Budget(budget), this, null);
        }

        long hurries() {
            return calls.stream().filter("hurry"::equals).count();
        }

        @Override
        public void append(io.lastwords.collector.journal.Entry entry) {
            calls.add("append");
        }

        @Override
        public void ready(RunFeed feed) {
            calls.add("ready");
        }

        @Override
        public void hurry() {
            calls.add("hurry");
        }

        @Override
        public void mark(EventMark mark) {
            calls.add("mark");
        }
    }

    @Test
    void releasesAWaitingReaderWhenItIsClosed() throws Exception {
        var small = new Journal(10);
        write(small.buffer, Frames.out(T, "fills it\n"));
        var waiting = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> {
            try {
                write(small.buffer, Frames.out(T, "waits\n"));
            } catch (Exception e) {
                waiting.complete(e);
            }
        });

        small.buffer.close();

        assertThat(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS)).isInstanceOf(BufferClosedException.class);
        assertThat(small.texts()).containsExactly("fills it");
        assertThatThrownBy(() -> write(small.buffer, Frames.out(T, "late\n")))
                .isInstanceOf(BufferClosedException.class);
    }

    @Test
    void writesAGapInItsPlace() throws Exception {
        write(Frames.out(T, "before\n"));
        journal.buffer.gap(new LostLines(T, T.plusSeconds(1), null, "why"), new Progress(LogPosition.START));
        write(Frames.out(T, "after\n"));
        journal.drain();

        assertThat(journal.events().stream().map(JournalEvent::time)).containsExactly(T, T.plusSeconds(1), T);
        assertThat(journal.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo("why"));
    }

    @Test
    void readsItsOwnPositionBack() throws IOException {
        var position = new LogPosition(new StreamPosition(T, 3, 77, true), StreamPosition.START);

        assertThat(Json.read(Json.bytes(position), LogPosition.class)).isEqualTo(position);
        assertThat(Json.text(new LogPosition(new StreamPosition(T, 1), StreamPosition.START)))
                .doesNotContain("skip")
                .doesNotContain("secret");
    }
}
