package io.lastwords.collector;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.logs.LogAccess;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CollectorIT {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorIT.class);

    private static KafkaInDocker kafka;
    private final Docker docker = new Docker();
    private Collector collector;

    /** Which way logs are read; asked anew for each collector. */
    LogAccess access() {
        return LogAccess.API;
    }

    @BeforeAll
    static void startKafka() throws Exception {
        Docker.required();
        kafka = new KafkaInDocker();
    }

    @AfterAll
    static void stopKafka() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @BeforeEach
    void startCollector() throws Exception {
        collector = started(CollectorSettings.LOOK_BACK_BYTES);
    }

    @AfterEach
    void stop() throws Exception {
        if (collector != null) {
            collector.close();
        }
        docker.removeAll();
    }

    private Collector started(long lookBackBytes) throws Exception {
        var settings =
                new CollectorSettings("", null, "it", List.of(), kafka.clientSettings(), access(), lookBackBytes, null);
        var next = new Collector(settings, Clock.systemUTC());
        assertThat(next.start().host()).isEqualTo("it");
        return next;
    }

    /** Patient, since what is waited for is slow on a busy machine, and never silent about what did not come. */
    private static ConditionFactory await() {
        return Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200));
    }

    private <E extends JournalEvent> List<E> events(Class<E> type, String container) throws Exception {
        return kafka.journal().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.origin().container().equals(container))
                .toList();
    }

    private List<LogLine> lines(String container) throws Exception {
        return events(LogChunk.class, container).stream()
                .flatMap(chunk -> chunk.lines().stream())
                .toList();
    }

    private List<String> texts(String container) throws Exception {
        return lines(container).stream().map(LogLine::text).toList();
    }

    private void awaitLogsEnded(String container, int runs) {
        await().untilAsserted(
                        () -> assertThat(events(LogsEnded.class, container)).hasSize(runs));
    }

    /** Each run has one beginning, one end, its own lines, and the end of its log, in this order. */
    private Map<Instant, List<JournalEvent>> runs(String container) throws Exception {
        return kafka.journal().stream()
                .filter(event -> event.origin().container().equals(container))
                .filter(event -> run(event) != null)
                .collect(groupingBy(CollectorIT::run, java.util.TreeMap::new, java.util.stream.Collectors.toList()));
    }

    private static @Nullable Instant run(JournalEvent event) {
        if (event instanceof RunStarted started) {
            return started.run();
        }
        if (event instanceof LogChunk chunk) {
            return chunk.run();
        }
        if (event instanceof RunEnded ended) {
            return ended.run();
        }
        return event instanceof LogsEnded ended ? ended.run() : null;
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void writesEachLineOnceOverARestartInMidStream() throws Exception {
        String id = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                docker.name("stream"),
                "busybox",
                "sh",
                "-c",
                "i=1; while [ $i -le 2000 ]; do echo line $i; i=$((i+1)); [ $((i%100)) = 0 ] && sleep 0.1; done");
        await().until(() -> lines(id).size() > 200);
        collector.close();
        int before = lines(id).size();
        collector = started(CollectorSettings.LOOK_BACK_BYTES);
        awaitLogsEnded(id, 1);

        assertThat(before).isBetween(200, 1999);
        assertThat(texts(id)).isEqualTo(numbered(1, 2000));
        assertThat(events(RunStarted.class, id)).hasSize(1);
        assertThat(events(RunEnded.class, id)).hasSize(1);
        assertThat(events(LogsEnded.class, id).getFirst().complete()).isTrue();
    }

    @Test
    void catchesUpWithRunsThatPassedWhileItWasAway() throws Exception {
        String id = docker.run(
                "create",
                "--network",
                "none",
                "--name",
                docker.name("away"),
                "busybox",
                "sh",
                "-c",
                "echo a; echo b >&2; exit 3");
        docker.run("start", id);
        awaitLogsEnded(id, 1);
        collector.close();
        for (int i = 0; i < 4; i++) {
            docker.run("start", id);
            docker.run("wait", id);
        }
        collector = started(CollectorSettings.LOOK_BACK_BYTES);
        awaitLogsEnded(id, 5);

        assertThat(runs(id).values()).hasSize(5).allSatisfy(events -> {
            assertThat(events.getFirst()).isInstanceOf(RunStarted.class);
            assertThat(events.getLast()).isInstanceOf(LogsEnded.class);
            assertThat(events).filteredOn(RunEnded.class::isInstance).hasSize(1);
            assertThat(events.stream().flatMap(CollectorIT::textsOf)).containsExactlyInAnyOrder("a", "b");
        });
        assertThat(events(RunEnded.class, id)).extracting(RunEnded::exitCode).containsOnly(3);
        assertThat(events(RunEnded.class, id)).extracting(RunEnded::live).containsOnly(true);
    }

    private static Stream<String> textsOf(JournalEvent event) {
        return event instanceof LogChunk chunk ? chunk.lines().stream().map(LogLine::text) : Stream.of();
    }

    @Test
    void readsContainersThatRemoveThemselvesAndLetsThemGo() throws Exception {
        var ids = new ArrayList<String>();
        String words = "echo one; echo two; printf three";
        for (int i = 0; i < 20; i++) {
            ids.add(docker.run("run", "-d", "--network", "none", "--rm", "busybox", "sh", "-c", words));
        }
        String longer =
                docker.run("run", "-d", "--network", "none", "--rm", "busybox", "sh", "-c", words + "; sleep 3");
        ids.add(longer);
        for (String id : ids) {
            awaitLogsEnded(id, 1);
        }
        await().until(() -> removed(ids).size() == ids.size());
        var expected = List.of("one", "two", "three");
        int whole = 0;
        for (String id : ids) {
            LogsEnded end = events(LogsEnded.class, id).getFirst();
            if (end.complete()) {
                whole++;
                assertThat(texts(id)).isEqualTo(expected);
            } else { // on a busy machine the engine may mark it for removal before anybody can ask
                assertThat(end.reason()).contains("removed");
                assertThat(texts(id)).isEqualTo(expected.subList(0, texts(id).size()));
            }
        }
        LOG.atInfo()
                .addKeyValue("whole", whole)
                .addKeyValue("of", ids.size())
                .log("read containers that remove themselves");
        assertThat(whole).isPositive();
        assertThat(texts(longer)).as("followed while it lived").startsWith("one", "two");
    }

    private List<String> removed(List<String> ids) throws Exception {
        var removed = new ArrayList<String>();
        for (String id : ids) {
            if (events(Removed.class, id).size() == 1) {
                removed.add(id);
            }
        }
        return removed;
    }

    @Test
    void tellsAFailedStartAtOnce() throws Exception {
        String name = docker.name("failed");
        Instant before = Instant.now();
        docker.tried("run", "-d", "--network", "none", "--name", name, "busybox", "/no/such/program");
        String id = docker.run("inspect", "-f", "{{.Id}}", name);
        await().until(() -> events(StartFailed.class, id).size() == 1);
        docker.tried("start", name);
        await().until(() -> events(StartFailed.class, id).size() == 2);

        assertThat(events(StartFailed.class, id)).allSatisfy(failed -> {
            assertThat(failed.exitCode()).isEqualTo(127);
            assertThat(failed.error()).contains("/no/such/program").endsWith("no such file or directory: unknown");
            assertThat(failed.restart()).isFalse();
            assertThat(failed.time()).isAfter(before);
        });
        assertThat(events(ContainerSeen.class, id)).hasSize(1);
        assertThat(events(RunStarted.class, id)).isEmpty();
    }

    @Test
    void tellsARestartThatFailed() throws Exception {
        String name = docker.name("vanished");
        String id = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                name,
                "--restart",
                "always",
                "busybox",
                "sh",
                "-c",
                "sleep 1; rm -f /bin/sh /bin/busybox; exit 4");
        await().until(() -> events(StartFailed.class, id).size() == 1);

        assertThat(events(StartFailed.class, id).getFirst().restart()).isTrue();
        assertThat(events(RunEnded.class, id)).extracting(RunEnded::exitCode).containsExactly(4);
    }

    @Test
    void tellsThatAPolicyGaveUp() throws Exception {
        String id = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                docker.name("gaveup"),
                "--restart",
                "on-failure:2",
                "busybox",
                "sh",
                "-c",
                "exit 7");
        await().until(() -> events(ContainerSeen.class, id).stream()
                .anyMatch(seen -> seen.state().status().equals("exited")));

        assertThat(events(RunEnded.class, id)).hasSize(3);
        assertThat(events(ContainerSeen.class, id)).hasSize(2);
        assertThat(events(ContainerSeen.class, id).getLast().state().restartCount())
                .isEqualTo(2);
    }

    @Test
    void tellsWhoStoppedIt() throws Exception {
        String id = docker.run(
                "run", "-d", "--network", "none", "--name", docker.name("stopped"), "busybox", "sleep", "100");
        docker.run("stop", "-t", "1", id);
        awaitLogsEnded(id, 1);
        await().until(() -> events(Stopped.class, id).size() == 1);

        assertThat(events(Signalled.class, id)).extracting(Signalled::signal).containsExactly(15, 9);
        assertThat(events(RunEnded.class, id)).extracting(RunEnded::exitCode).containsExactly(137);
    }

    @Test
    void keepsTheWorkloadOverARecreation() throws Exception {
        String name = docker.name("again");
        String first = docker.run("run", "-d", "--network", "none", "--name", name, "busybox", "true");
        awaitLogsEnded(first, 1);
        docker.run("rm", name);
        String second =
                docker.run("run", "-d", "--network", "none", "--name", "0123456789ab_" + name, "busybox", "true");
        docker.run("rename", "0123456789ab_" + name, name);
        awaitLogsEnded(second, 1);

        assertThat(events(RunStarted.class, first).getFirst().origin().workload())
                .isEqualTo("it/" + name);
        assertThat(events(RunStarted.class, second).getFirst().origin().workload())
                .isEqualTo("it/" + name);
    }

    @Test
    void looksBackNoFurtherThanItMay() throws Exception {
        collector.close();
        String dead = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                docker.name("dead"),
                "busybox",
                "sh",
                "-c",
                "for i in $(seq 20000); do echo line $i; done; exit 5");
        docker.run("wait", dead);
        String running = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                docker.name("running"),
                "busybox",
                "sh",
                "-c",
                "echo line 1; echo line 2; sleep 100");
        // a collector that has never seen this engine
        try (var other = new KafkaInDocker()) {
            var settings =
                    new CollectorSettings("", null, "it", List.of(), other.clientSettings(), access(), 10_000, null);
            try (var fresh = new Collector(settings, Clock.systemUTC())) {
                fresh.start();
                await().until(() -> other.journal().stream()
                        .anyMatch(event -> event instanceof LogsEnded
                                && event.origin().container().equals(dead)));
                await().until(() -> other.journal().stream()
                        .anyMatch(event -> event instanceof LogChunk
                                && event.origin().container().equals(running)));
            }
            var ofDead = other.journal().stream()
                    .filter(event -> event.origin().container().equals(dead))
                    .toList();
            assertThat(ofDead).filteredOn(Gap.class::isInstance).hasSize(1);
            assertThat(ofDead)
                    .filteredOn(LogsEnded.class::isInstance)
                    .last()
                    .isInstanceOfSatisfying(
                            LogsEnded.class,
                            ended -> assertThat(ended.complete()).isFalse());
            assertThat(ofDead.stream().flatMap(CollectorIT::textsOf).toList())
                    .startsWith("line 1")
                    .endsWith("line 19999", "line 20000")
                    .hasSizeLessThan(5000);
            assertThat(ofDead)
                    .filteredOn(RunEnded.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(RunEnded.class, ended -> {
                        assertThat(ended.exitCode()).isEqualTo(5);
                        assertThat(ended.live()).isFalse();
                    });
            assertThat(other.journal().stream()
                            .filter(event -> event.origin().container().equals(running))
                            .flatMap(CollectorIT::textsOf))
                    .containsExactly("line 1", "line 2");
        }
    }

    @Test
    void losesNothingWhileKafkaIsFrozen() throws Exception {
        String id = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--name",
                docker.name("frozen"),
                "busybox",
                "sh",
                "-c",
                "i=1; while [ $i -le 1000 ]; do echo line $i; i=$((i+1)); [ $((i%50)) = 0 ] && sleep 0.2; done");
        await().until(() -> lines(id).size() > 50);
        kafka.freeze();
        docker.run("wait", id);
        Thread.sleep(14_000); // longer than a transaction may take: the broker gives it up
        kafka.thaw();
        awaitLogsEnded(id, 1);

        assertThat(texts(id)).isEqualTo(numbered(1, 1000));
        assertThat(events(RunEnded.class, id)).hasSize(1);
    }

    @Test
    void fencesAPredecessor() throws Exception {
        var first = collector;
        collector = started(CollectorSettings.LOOK_BACK_BYTES);
        String id = docker.run(
                "run", "-d", "--network", "none", "--name", docker.name("fenced"), "busybox", "echo", "hello");
        awaitLogsEnded(id, 1);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(first::awaitEnd))
                .isInstanceOf(CollectorFailedException.class)
                .hasMessageContaining("another collector has taken over");
        first.close();
        assertThat(events(RunStarted.class, id)).hasSize(1);
        assertThat(texts(id)).containsExactly("hello");
    }
}
