package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds of the engine's interface holds of its files; and more. */
class FileReaderIT extends RunReaderIT {
    private static final int BURST = Boolean.getBoolean("lastwords.full") ? 2_000_000 : 400_000;

    @Override
    LogSource engine() {
        return new LogSource(Docker.ENGINE, LogAccess.FILE);
    }

    private void assertNothingWasAskedOfTheEngine() {
        assertThat(Objects.requireNonNull(engine.files()).told()).isEmpty();
    }

    private static RunReader reader(LogSource source, String id, boolean tty, LogPosition from, Journal journal) {
        return new RunReader(
                source,
                new LoggedContainer(id, tty, false, true),
                from,
                new FileEnds(from.equals(LogPosition.START)),
                Journal.PLAIN,
                journal.buffer);
    }

    /** Everything of a run that is over. */
    private Journal all(LogSource source, String id, boolean tty, LogPosition from, Instant run, Instant die)
            throws Exception {
        var journal = new Journal(1 << 30, run);
        try (var reader = reader(source, id, tty, from, journal)) {
            assertThat(reader.complete(die)).isEqualTo(Completion.WHOLE);
        }
        journal.drain();
        return journal;
    }

    @Test
    void readsTheSameRecordsAsThroughTheInterface() throws Exception {
        String script =
                "i=0; while [ $i -lt 300 ]; do echo \"out <$i> & \\\"q\\\" \\\\ é ✓ 😀\"; echo err$i >&2; i=$((i+1)); done;"
                        + "printf '\\377\\376bin\\001\\t\\r\\n\\342\\200\\250\\n\\n'; head -c 100000 /dev/zero | tr '\\0' a; echo;"
                        + "head -c 16384 /dev/zero | tr '\\0' '<'; echo; head -c 300000 /dev/zero | tr '\\0' '\\001'; printf tail";
        for (boolean tty : new boolean[] {false, true}) {
            for (String[] options : new String[][] {
                {"--log-driver", "json-file"},
                {"--log-opt", "max-size=100k", "--log-opt", "max-file=40"},
                {"--log-opt", "max-size=100k", "--log-opt", "max-file=40", "--log-opt", "compress=true"},
                {"--log-opt", "tag={{.Name}}", "--log-opt", "env=PATH"}
            }) {
                var with = new ArrayList<>(List.of(options));
                with.add(tty ? "--tty" : "--tty=false");
                var id = docker.create(script, with.toArray(String[]::new));
                Instant before = Instant.now().minusMillis(1);
                docker.start(id);
                Instant die = docker.dieAfter(id, before).get(60, TimeUnit.SECONDS);
                Instant began = docker.startedAt(id);

                var asked = all(new LogSource(Docker.ENGINE), id, tty, LogPosition.START, began, die);
                var read = all(engine, id, tty, LogPosition.START, began, die);

                assertThat(read.events()).as(with.toString()).isEqualTo(asked.events());
                assertThat(read.after()).isEqualTo(asked.after());
                assertThat(read.lines()).hasSizeGreaterThan(tty ? 600 : 605);
                for (int i = 0; i < asked.chunks.size(); i++) {
                    LogPosition half = asked.chunks.get(i).after();
                    // not asked of the engine: 20.10 leaves out all compressed files where the oldest ends before
                    assertThat(all(engine, id, tty, half, began, die).texts()).isEqualTo(asked.textsAfter(i));
                }
            }
        }
        assertNothingWasAskedOfTheEngine();
    }

    @Test
    void goesOnTheOtherWayAfterARestart() throws Exception {
        var id = docker.create("i=0; while [ $i -lt 3000 ]; do echo line $i; echo more $i >&2; i=$((i+1));"
                + " [ $((i%100)) = 0 ] && sleep 0.05; done");
        Instant before = Instant.now().minusMillis(1);
        docker.start(id);
        var die = docker.dieAfter(id, before);
        Instant began = docker.startedAt(id);
        var lines = new ArrayList<LogLine>();
        var position = LogPosition.START;
        boolean files = false;
        int turns = 0;
        while (!die.isDone()) {
            files = !files;
            turns++;
            var journal = new Journal(1 << 30, began);
            var reader = reader(files ? engine : new LogSource(Docker.ENGINE), id, false, position, journal);
            var result = new CompletableFuture<FollowResult>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    result.complete(reader.follow(() -> die.getNow(null)));
                } catch (IOException | InterruptedException e) {
                    result.completeExceptionally(e);
                }
            });
            journal.awaitWake();
            reader.close();
            thread.join();
            assertThat(result.get().outcome()).isIn(FollowResult.Outcome.CLOSED, FollowResult.Outcome.RUN_ENDED);
            position = reader.position();
            assertThat(journal.gaps()).isEmpty();
            lines.addAll(journal.lines());
        }
        lines.addAll(all(files ? new LogSource(Docker.ENGINE) : engine, id, false, position, began, die.join())
                .lines());

        assertThat(turns).isGreaterThan(3);
        for (var stream : LogLine.Stream.values()) {
            var word = stream == LogLine.Stream.STDOUT ? "line " : "more ";
            assertThat(lines.stream().filter(line -> line.stream() == stream).map(LogLine::text))
                    .isEqualTo(java.util.stream.IntStream.range(0, 3000)
                            .mapToObj(i -> word + i)
                            .toList());
        }
        assertNothingWasAskedOfTheEngine();
    }

    @Test
    void losesNothingOfABurstThatRotates() throws Exception {
        for (int files = 3; files >= 2; files--) {
            // where the machine stands still for longer than the files last, some are lost, and said to be
            int lost = burst(files);
            for (int again = 0; lost > 0 && again < 2; again++) {
                lost = burst(files);
            }
            assertThat(lost).isZero();
        }
        assertNothingWasAskedOfTheEngine();
    }

    /** How many lines of a burst are missing: none that nobody speaks of. The burst waits until the log is read. */
    private int burst(int files) throws Exception {
        var id = docker.create(
                "trap : USR1; sleep 60 & echo 0; wait; awk 'BEGIN{for(i=1;i<=" + BURST
                        + ";i++)printf \"%0119d\\n\", i}'",
                "--log-opt",
                "max-size=10m",
                "--log-opt",
                "max-file=" + files);
        Instant before = Instant.now().minusMillis(1);
        docker.start(id);
        var die = docker.dieAfter(id, before);
        var journal = new Journal(2 << 20, docker.startedAt(id)); // as much as the collector lets wait
        var completion = new CompletableFuture<Completion>();
        int lines = 0;
        try (var reader = reader(engine, id, false, LogPosition.START, journal)) {
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    reader.follow(() -> die.getNow(null));
                    completion.complete(reader.complete(die.get(60, TimeUnit.SECONDS)));
                } catch (Exception e) {
                    completion.completeExceptionally(e);
                }
            });
            int last = -1;
            boolean gap = false;
            boolean over = false;
            while (!over) {
                over = !thread.isAlive();
                for (Chunk chunk = journal.buffer.take(); chunk != null; chunk = journal.buffer.take()) {
                    if (!(Json.read(chunk.json(), JournalEvent.class) instanceof LogChunk read)) {
                        gap = true;
                        continue;
                    }
                    for (var line : read.lines()) {
                        int number = Integer.parseInt(line.readable());
                        assertThat(number).isGreaterThan(last);
                        assertThat(gap || number == last + 1)
                                .as("line %d after %d", number, last)
                                .isTrue();
                        if (number == 0) {
                            Docker.run("docker", "kill", "-s", "USR1", id);
                        } else {
                            lines++;
                        }
                        last = number;
                        gap = false;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        assertThat(completion.get().equals(Completion.WHOLE)).isEqualTo(lines == BURST);
        return BURST - lines;
    }

    @Test
    void claimsNoGapWhereTheOnlyFileIsBegunAnew() throws Exception {
        var id = docker.create(
                "i=0; while [ $i -lt 600 ]; do echo a line of a log with one file $i; i=$((i+1)); usleep 5000; done",
                "--log-opt",
                "max-size=20k");

        var run = run(id, false, LogPosition.START);

        assertThat(run.journal().gaps()).isEmpty();
        assertThat(run.journal().lines()).hasSize(600);
    }

    @Test
    void readsAContainerThatRemovesItselfToItsEnd() throws Exception {
        for (int i = 0; i < 10; i++) {
            var id = docker.create("sleep 0.2; echo one; echo two >&2; printf three", "--rm");
            Instant before = Instant.now().minusMillis(1);
            docker.start(id);
            var die = docker.dieAfter(id, before);
            var journal = new Journal(1 << 30, docker.startedAt(id));
            try (var reader = new RunReader(
                    engine,
                    new LoggedContainer(id, false, true, false),
                    LogPosition.START,
                    new FileEnds(true),
                    Journal.PLAIN,
                    journal.buffer)) {
                var told = die.thenAccept(reader::ends);

                assertThat(reader.follow(() -> die.getNow(null)).outcome()).isEqualTo(FollowResult.Outcome.RUN_ENDED);
                told.get(60, TimeUnit.SECONDS);
                Instant end = die.get(60, TimeUnit.SECONDS);
                while (Docker.run("docker", "inspect", id).code() == 0) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }

                assertThat(reader.complete(end)).isEqualTo(Completion.WHOLE);
                assertThat(journal.texts()).containsExactlyInAnyOrder("one", "two", "three");
            }
        }
        assertNothingWasAskedOfTheEngine();
    }
}
