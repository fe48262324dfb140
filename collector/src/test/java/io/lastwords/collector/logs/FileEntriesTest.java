package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.Frames.T;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows files as the engine writes, renames, compresses and deletes them. */
class FileEntriesTest {
    @TempDir
    Path folder;

    private final HeldFiles held = new HeldFiles(10_000);
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final List<FileChain> chains = new ArrayList<>();
    private int written;
    private long full;

    private Path log() {
        return folder.resolve("c-json.log");
    }

    private Path log(int number) {
        return folder.resolve("c-json.log." + number);
    }

    private static String line(int number) {
        return "{\"log\":\"line " + number + "\\n\",\"stream\":\"stdout\",\"time\":\"" + T.plusNanos(number) + "\"}\n";
    }

    private void write(int lines) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(line(written++));
        }
        append(text.toString());
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate(int files) throws IOException {
        for (int i = files - 1; i > 1; i--) {
            if (Files.exists(log(i - 1))) {
                Files.move(log(i - 1), log(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(log(), log(1), StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(log());
    }

    private void compress(int number) throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("c-json.log." + number + ".gz")))) {
            Files.copy(log(number), out);
        }
        Files.delete(log(number));
    }

    private FileEntries open(int files, LogQuery query, long capacity) throws IOException {
        long since = query.since() == null ? Long.MIN_VALUE : Stamp.nanos(query.since());
        var chain = FileChain.open(log(), files, full, since, held);
        chains.add(chain);
        var start =
                query.tail() > 0 ? FileStart.tail(chain.files(), query.tail()) : FileStart.since(chain.files(), since);
        return new FileEntries(chain, start, query, query.follow() ? alive::get : null, capacity);
    }

    private FileEntries follow(int files) throws IOException {
        return open(files, LogQuery.follow(null, 0), 0);
    }

    @AfterEach
    void closeAll() throws IOException {
        for (var chain : chains) {
            chain.close();
        }
    }

    /** Takes so many lines of a follower, or all of one that ends. */
    private static List<Integer> take(FileEntries entries, int most) throws Exception {
        var numbers = new ArrayList<Integer>();
        while (numbers.size() < most) {
            Entry entry = entries.next();
            if (entry == null) {
                break;
            }
            String text = new String(entry.bytes, entry.from, entry.size(), StandardCharsets.UTF_8);
            numbers.add(Integer.parseInt(text.replaceAll("\\D", "")));
        }
        return numbers;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void goesOnInARotatedFileAndThenInTheNewOne() throws Exception {
        write(5);
        var entries = follow(3);
        assertThat(take(entries, 3)).isEqualTo(numbers(0, 3));
        write(5);
        rotate(3);
        write(5);
        rotate(3);
        write(5);
        alive.set(true);
        assertThat(take(entries, 17)).isEqualTo(numbers(3, 20));
    }

    @Test
    void readsAFileToItsEndThatWasRotatedTwiceAndDeleted() throws Exception {
        write(5);
        var entries = follow(2);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        for (int i = 0; i < 4; i++) {
            rotate(2);
            write(5);
            chains.getFirst().look();
        }
        assertThat(take(entries, 24)).isEqualTo(numbers(1, 25));
    }

    @Test
    void endsWhereFilesWereRotatedAwayUnseen() throws Exception {
        write(5);
        var entries = follow(2);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        for (int i = 0; i < 3; i++) {
            rotate(2);
            write(5);
        }
        assertThat(take(entries, 100)).isEqualTo(numbers(1, 5));
        assertThat(chains.getFirst().isDrained()).isTrue();
    }

    @Test
    void knowsTheNextFileByItsTimeWhereTheOneBeforeIsGone() throws Exception {
        full = 1000;
        write(5);
        var entries = follow(2);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        for (int i = 0; i < 2; i++) {
            rotate(2);
            write(5);
        }
        assertThat(take(entries, 14)).isEqualTo(numbers(1, 15));
    }

    @Test
    void endsWhereAFileMayHaveBeenFilledUnseen() throws Exception {
        full = 1000;
        write(5);
        var entries = follow(2);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        for (int i = 0; i < 2; i++) {
            rotate(2);
            written += 1000; // nanoseconds: what as many bytes take at least
            write(5);
        }
        assertThat(take(entries, 100)).isEqualTo(numbers(1, 5));
        assertThat(chains.getFirst().isDrained()).isTrue();
    }

    @Test
    void findsTheFileBeforeInTheMidstOfARotation() throws Exception {
        write(5);
        var entries = follow(3);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        rotate(3);
        write(5);
        Files.move(log(1), log(2)); // the engine is about to rename the other
        assertThat(take(entries, 9)).isEqualTo(numbers(1, 10));
    }

    @Test
    void holdsNoMoreThanItMay() throws Exception {
        write(100);
        var entries = follow(2);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        for (int i = 0; i < 4; i++) {
            rotate(2);
            write(100);
            chains.getFirst().look();
        }
        assertThat(chains.getFirst().broken()).isTrue();
        int read = take(entries, 1000).size();
        assertThat(read).isBetween(99, 399);
        assertThat((read + 1) % 100).isZero();
    }

    @Test
    void knowsWhetherFilesMayHaveBeenThrownAway() throws Exception {
        written = 1;
        write(5);
        rotate(3);
        write(5);
        follow(3);
        rotate(3);
        write(5);
        chains.getFirst().look();
        follow(3);

        assertThat(chains.getFirst().mayHaveLost(T)).isFalse();
        assertThat(chains.getLast().mayHaveLost(T)).isTrue();
        assertThat(chains.getLast().mayHaveLost(T.plusNanos(1))).isFalse();
    }

    @Test
    void knowsTheFileBeforeWhereItWasCompressedMeanwhile() throws Exception {
        write(5);
        var entries = follow(3);
        assertThat(take(entries, 5)).isEqualTo(numbers(0, 5));
        rotate(3);
        compress(1);
        write(5);

        assertThat(take(entries, 5)).isEqualTo(numbers(5, 10));
    }

    @Test
    void readsCompressedFilesFromTheirBeginning() throws Exception {
        write(50);
        rotate(3);
        compress(1);
        write(5);

        assertThat(take(open(3, LogQuery.read(null, null), 0), 100)).isEqualTo(numbers(0, 55));
        assertThat(take(open(3, LogQuery.read(null, null, 12), 0), 100)).isEqualTo(numbers(43, 55));
        assertThat(take(open(3, LogQuery.read(T.plusNanos(20), T.plusNanos(52)), 0), 100))
                .isEqualTo(numbers(20, 53));
    }

    @Test
    void findsALateTimeInALargeFile() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append("{\"log\":\"line ")
                    .append(i)
                    .append("\\n\",\"stream\":\"stderr\",\"time\":\"")
                    .append(T.plusMillis(i))
                    .append("\"}\n");
        }
        append(text.toString());
        var query = LogQuery.read(T.plusMillis(35_000), T.plusMillis(35_009));

        var chain = FileChain.open(log(), 1, 0, Long.MIN_VALUE, held);
        chains.add(chain);
        assertThat(FileStart.since(chain.files(), Stamp.nanos(T.plusMillis(35_000)))
                        .offset())
                .isBetween(Files.size(log()) / 2, Files.size(log()) * 33 / 40);
        assertThat(take(open(1, query, 0), 100)).isEqualTo(numbers(35_000, 35_010));
        assertThat(take(open(1, LogQuery.read(null, null, 1500), 0), 2000)).isEqualTo(numbers(38_500, 40_000));
    }

    @Test
    void findsTheLastLinesOverSeveralFiles() throws Exception {
        write(5);
        rotate(3);
        write(5);
        rotate(3);
        write(2);

        for (int tail = 1; tail < 15; tail++) {
            assertThat(take(open(3, LogQuery.read(null, null, tail), 0), 100))
                    .isEqualTo(numbers(Math.max(0, 12 - tail), 12));
        }
    }

    @Test
    void waitsForTheRestOfALine() throws Exception {
        write(1);
        String half = line(1).substring(0, 20);
        append(half);
        assertThat(take(open(1, LogQuery.read(null, null), 0), 9)).isEqualTo(numbers(0, 1));

        var entries = follow(1);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        append(line(1).substring(20));
        assertThat(take(entries, 1)).isEqualTo(numbers(1, 2));
    }

    @Test
    void takesNothingThatWasWrittenOnceTheRunMayBeOver() throws Exception {
        write(5);
        var entries = follow(1);
        assertThat(take(entries, 5)).isEqualTo(numbers(0, 5));
        alive.set(false);
        write(5);

        assertThat(take(entries, 100)).isEmpty();
    }

    @Test
    void endsWhereAFileWasEmptiedInPlace() throws Exception {
        write(5);
        var entries = follow(1);
        assertThat(take(entries, 5)).isEqualTo(numbers(0, 5));
        Files.writeString(log(), "");
        write(9); // longer than before, and each line as long as the ones before

        assertThat(take(entries, 100)).isEmpty();
        assertThat(chains.getFirst().isDrained()).isTrue();
    }

    @Test
    void goesOnWhereTheDriverEmptiesItsOnlyFile() throws Exception {
        write(20);
        var entries = open(1, LogQuery.follow(null, 0), Files.size(log()));
        assertThat(take(entries, 20)).isEqualTo(numbers(0, 20));
        Files.writeString(log(), "");
        write(5);
        assertThat(take(entries, 5)).isEqualTo(numbers(20, 25));
    }

    @Test
    void doesNotGoOnWhereTheOnlyFileMayHaveBeenFilledOnceMore() throws Exception {
        write(20);
        var entries = open(1, LogQuery.follow(null, 0), Files.size(log()));
        assertThat(take(entries, 20)).isEqualTo(numbers(0, 20));
        Files.writeString(log(), "");
        written = 40;
        write(5);
        assertThat(take(entries, 10)).isEmpty();
    }

    @Test
    void readsOnWhenTheFileIsGone() throws Exception {
        write(5);
        var entries = follow(1);
        assertThat(take(entries, 2)).isEqualTo(numbers(0, 2));
        Files.delete(log());
        assertThat(take(entries, 3)).isEqualTo(numbers(2, 5));
        alive.set(false);
        assertThat(take(entries, 3)).isEmpty();
    }

    @Test
    void readsWhatWasWrittenJustBeforeTheFileWasGone() throws Exception {
        write(2);
        assertThat(take(follow(1), 2)).isEqualTo(numbers(0, 2));
        write(1);
        Files.delete(log());

        var chain = chains.getFirst();
        chain.look();
        var start = FileStart.since(chain.files(), Long.MIN_VALUE);
        assertThat(take(new FileEntries(chain, start, LogQuery.read(null, null), null, 0), 10))
                .isEqualTo(numbers(0, 3));
    }

    @Test
    void refusesWhatTheDriverDoesNotWrite() throws Exception {
        append("2026-11-21T21:58:15.687312642+01:00 stdout F text\n");
        var entries = follow(1);

        assertThatThrownBy(entries::next).isInstanceOf(IOException.class);
        assertThat(chains.getFirst().isUnlike()).isTrue();
    }

    @Test
    void refusesWhatIsNoRegularFile() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("secret"), line(0));
        Files.createSymbolicLink(log(), elsewhere);
        assertThatThrownBy(() -> follow(1)).hasMessageContaining("regular");
        Files.delete(log());
        Files.createDirectory(log());
        assertThatThrownBy(() -> follow(1)).hasMessageContaining("regular");
    }

    @Test
    void isWokenByWhatIsWritten() throws Exception {
        write(1);
        var entries = follow(1);
        var pulse = new Pulse();
        pulse.add(chains.getFirst());
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        var writer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 3; i++) {
                    Thread.sleep(20);
                    write(1);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(take(entries, 3)).isEqualTo(numbers(1, 4));
        writer.join();
        pulse.remove(chains.getFirst());
    }

    @Test
    void endsAtOnceWhenClosedWhileItWaits() throws Exception {
        write(1);
        var entries = follow(1);
        assertThat(take(entries, 1)).isEqualTo(numbers(0, 1));
        var closer = Thread.ofVirtual().start(entries::close);

        assertThatThrownBy(entries::next).isInstanceOf(IOException.class).hasMessage("closed");
        closer.join();
    }
}
