package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogLine.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunReaderIT {
    Docker docker;
    final LogSource engine = engine();

    LogSource engine() {
        return new LogSource(Docker.ENGINE);
    }

    @BeforeEach
    void findTheEngine() throws Exception {
        docker = new Docker();
    }

    @AfterEach
    void removeContainers() throws Exception {
        if (docker != null) {
            docker.removeAll();
        }
    }

    /** One run, followed from its start and completed at its death, on a virtual thread as in the collector. */
    record Run(Journal journal, FollowResult followed, Completion completion, RunReader reader, Instant die) {
        List<LogLine> of(Stream stream) {
            return journal.lines().stream()
                    .filter(line -> line.stream() == stream)
                    .toList();
        }
    }

    Run run(String id, boolean tty, LogPosition from) throws Exception {
        Instant before = Instant.now().minusMillis(1);
        docker.start(id);
        var die = docker.dieAfter(id, before);
        var journal = new Journal(1 << 30, docker.startedAt(id));
        var reader = new RunReader(
                engine,
                new LoggedContainer(id, tty, false, true),
                from,
                new FileEnds(from.equals(LogPosition.START)),
                Journal.PLAIN,
                journal.buffer);
        var told = die.thenAccept(reader::ends);
        var result = new ArrayList<Run>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                var followed = reader.follow(() -> die.getNow(null));
                Instant end = die.get(60, TimeUnit.SECONDS);
                var completion = reader.complete(end);
                result.add(new Run(journal, followed, completion, reader, end));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(thread.join(java.time.Duration.ofSeconds(90))).isTrue();
        told.get(1, TimeUnit.SECONDS);
        return result.getFirst();
    }

    @Test
    void keepsBothStreamsApartAndInOrder() throws Exception {
        var id = docker.create("i=0; while [ $i -lt 500 ]; do echo out$i; echo err$i >&2; i=$((i+1)); done; sleep 0.3");

        var run = run(id, false, LogPosition.START);

        assertThat(run.completion).isEqualTo(Completion.WHOLE);
        assertThat(run.of(Stream.STDOUT)).extracting(LogLine::text).isEqualTo(numbered("out", 500));
        assertThat(run.of(Stream.STDERR)).extracting(LogLine::text).isEqualTo(numbered("err", 500));
    }

    @Test
    void keepsTheLastLineWithoutNewline() throws Exception {
        var id = docker.create("echo whole; printf cut");

        var run = run(id, false, LogPosition.START);

        assertThat(run.journal.lines()).extracting(LogLine::text).containsExactly("whole", "cut");
        assertThat(run.journal.lines()).extracting(LogLine::unterminated).containsExactly(false, true);
        assertThat(run.journal.lines()).extracting(LogLine::bytes).containsExactly(6, 3);
    }

    @Test
    void putsLongLinesTogether() throws Exception {
        for (String driver : List.of("json-file", "local")) {
            for (boolean tty : new boolean[] {false, true}) {
                var id = docker.create(
                        "head -c 100000 /dev/zero | tr '\\0' a; echo; head -c 16384 /dev/zero | tr '\\0' b; echo; echo end",
                        "--log-driver",
                        driver,
                        tty ? "--tty" : "--tty=false");

                var run = run(id, tty, LogPosition.START);

                assertThat(run.journal.texts())
                        .as(driver + " " + tty)
                        .containsExactly("a".repeat(100_000), "b".repeat(16_384), "end");
                assertThat(run.journal.lines())
                        .extracting(LogLine::bytes)
                        .containsExactly(100_001 + (tty ? 1 : 0), 16_385 + (tty ? 1 : 0), 4 + (tty ? 1 : 0));
                assertThat(run.journal.lines()).noneMatch(line -> line.unterminated() || line.more());
            }
        }
    }

    @Test
    void goesOnAnywhereInACompressedLog() throws Exception {
        for (String driver : List.of("json-file", "local")) {
            var id = docker.create(
                    "for k in 1 2 3; do seq -w 3000; sleep 0.5; done",
                    "--log-driver",
                    driver,
                    "--log-opt",
                    "max-size=50k",
                    "--log-opt",
                    "max-file=40",
                    "--log-opt",
                    "compress=true");
            Instant before = Instant.now().minusMillis(1);
            docker.start(id);
            Instant die = docker.dieAfter(id, before).get(60, TimeUnit.SECONDS);
            var all = complete(id, LogPosition.START, die);
            assertThat(all.texts()).as(driver).hasSize(9_000);
            for (int part = 1; part < 4; part++) {
                int taken = 9_000 * part / 4;
                Instant time = all.lines().get(taken - 1).time();
                long ties = all.lines().subList(0, taken).stream()
                        .filter(line -> line.time().equals(time))
                        .count();
                var from = new LogPosition(
                        new StreamPosition(time, (int) ties),
                        LogPosition.at(time).stderr());

                assertThat(complete(id, from, die).texts())
                        .as(driver + " from " + taken)
                        .isEqualTo(all.texts().subList(taken, 9_000));
            }
        }
    }

    private Journal complete(String id, LogPosition from, Instant die) throws Exception {
        var journal = new Journal(1 << 30, docker.startedAt(id));
        try (var reader = new RunReader(
                engine,
                new LoggedContainer(id, false, false, true),
                from,
                new FileEnds(from.equals(LogPosition.START)),
                Journal.PLAIN,
                journal.buffer)) {
            assertThat(reader.complete(die)).isEqualTo(Completion.WHOLE);
        }
        return journal;
    }

    @Test
    void readsEachRunOfATerminalByItself() throws Exception {
        for (String driver : List.of("json-file", "local")) {
            var id = docker.create("echo first; printf tail", "--tty", "--log-driver", driver);
            var position = LogPosition.START;
            for (int i = 0; i < 3; i++) {
                var run = run(id, true, position);

                assertThat(run.journal.texts()).as(driver + " run " + i).containsExactly("first", "tail");
                assertThat(run.completion).isEqualTo(Completion.WHOLE);
                position = run.reader.position();
            }
        }
    }

    @Test
    void keepsBytesThatAreNotText() throws Exception {
        var id = docker.create("printf '\\377\\376bin\\n'", "--log-driver", "local");

        var line = run(id, false, LogPosition.START).journal.lines().getFirst();

        assertThat(line.text()).isNull();
        assertThat(java.util.Base64.getDecoder().decode(line.base64())).containsExactly(0xff, 0xfe, 'b', 'i', 'n');
    }

    @Test
    void saysThatALogCannotBeRead() throws Exception {
        var id = docker.create("echo unseen; sleep 0.2", "--log-driver", "none");

        var run = run(id, false, LogPosition.START);

        assertThat(run.completion.complete()).isFalse();
        assertThat(run.completion.reason()).contains("driver");
    }

    @Test
    void readsEveryShortRunOnceAndInItsPlace() throws Exception {
        var id = docker.create("echo one; echo two >&2; printf three");
        var position = LogPosition.START;
        for (int i = 0; i < 20; i++) {
            var run = run(id, false, position);

            assertThat(run.journal.texts()).as("run " + i).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(run.completion).isEqualTo(Completion.WHOLE);
            position = run.reader.position();
        }
    }

    @Test
    void leavesNoHoleUnsaidWhereTheLogRotatesUnderTheFollower() throws Exception {
        for (String[] rotation : new String[][] {
            {"10k", "2", "20000"},
            {"10k", "2", "20000"},
            {"10k", "2", "20000"},
            {"1m", "3", "100000"},
            {"10m", "3", "400000"}
        }) {
            var id = docker.create(
                    "seq 1 " + rotation[2] + " | sed 's/^/a line of a log that rotates, number /'; sleep 0.2; echo end",
                    "--log-opt",
                    "max-size=" + rotation[0],
                    "--log-opt",
                    "max-file=" + rotation[1]);

            var run = run(id, false, LogPosition.START);

            int last = 0;
            int lines = 0;
            int holes = 0;
            var before = Instant.EPOCH;
            boolean gap = false;
            for (var event : run.journal.events()) {
                if (event instanceof io.lastwords.model.journal.LogChunk chunk) {
                    for (var line : chunk.lines()) {
                        if (line.readable().equals("end")) {
                            last = -1;
                            continue;
                        }
                        int number = Integer.parseInt(line.readable().replaceAll(".* ", ""));
                        assertThat(number).isGreaterThan(last);
                        assertThat(gap || number == last + 1)
                                .as(
                                        "%s: %d follows %d after %s",
                                        rotation[0], number, last, Duration.between(before, line.time()))
                                .isTrue();
                        holes += number == last + 1 ? 0 : 1;
                        last = number;
                        before = line.time();
                        lines++;
                        gap = false;
                    }
                } else {
                    gap = true;
                }
            }
            assertThat(last).isEqualTo(-1);
            assertThat(run.completion.complete()).isEqualTo(run.journal.gaps().isEmpty());
            org.slf4j.LoggerFactory.getLogger(RunReaderIT.class)
                    .atInfo()
                    .addKeyValue("size", rotation[0])
                    .addKeyValue("lines", lines)
                    .addKeyValue("of", rotation[2])
                    .addKeyValue("holes", holes)
                    .addKeyValue("gaps", run.journal.gaps().size())
                    .log("read a rotating log");
        }
    }

    private static List<String> numbered(String word, int count) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add(word + i);
        }
        return all;
    }
}
