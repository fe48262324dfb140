package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Mailbox;
import io.lastwords.e2e.stage.SlackServer;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/** What became of a test's containers, counted: each line, each incident, each notice. */
final class Reckoning {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Stage stage;
    private final int port;

    /**
     * Over what one Kafka has.
     *
     * @param port of a broker on 127.0.0.1
     */
    Reckoning(Stage stage, int port) {
        this.stage = stage;
        this.port = port;
    }

    /** Ends them all, as somebody who wants that. */
    void stop(List<Container> containers) {
        var arguments = new ArrayList<>(List.of("stop", "-t", "1"));
        containers.forEach(container -> arguments.add(container.id()));
        Docker.run(arguments).orFail();
    }

    /** The journal, once it has said of every run that its log is complete. */
    private List<JournalEvent> settled(List<Container> containers) {
        var journal = new ArrayList<JournalEvent>();
        try (var topic = new Topic(port, Topics.JOURNAL)) {
            await().atMost(PATIENCE).until(() -> {
                journal.clear();
                journal.addAll(Topic.journal(topic.records()));
                return containers.stream().allMatch(container -> settled(journal, container));
            });
        }
        return journal;
    }

    private static boolean settled(List<JournalEvent> journal, Container container) {
        var open = new TreeSet<Instant>();
        Instant end = Instant.EPOCH;
        for (var event : journal) {
            if (event.origin().container().equals(container.id())) {
                if (event instanceof RunStarted started) {
                    open.add(started.run());
                } else if (event instanceof LogsEnded ended) {
                    open.remove(ended.run());
                    end = ended.run();
                }
            }
        }
        var state = Docker.run("inspect", "--format", "{{.State.StartedAt}}", container.id())
                .orFail()
                .out()
                .strip();
        return open.isEmpty() && !end.isBefore(Instant.parse(state).minusMillis(500));
    }

    /**
     * Insists that each line of theirs is in the journal once, in order, and in the right run, as far as the engine still
     * knew when that began.
     */
    void checkLines(List<Container> containers) {
        var journal = settled(containers);
        System.out.printf(
                Locale.ROOT,
                "%-26s %-6s %6s %8s %8s %6s %7s%n",
                "container",
                "stream",
                "runs",
                "written",
                "journal",
                "lost",
                "doubled");
        for (var container : containers) {
            for (var stream : LogLine.Stream.values()) {
                print(container, stream, chunks(journal, container));
            }
        }
        for (var container : containers) {
            var chunks = chunks(journal, container);
            for (var stream : LogLine.Stream.values()) {
                assertSame(container, stream, lines(chunks, stream), written(container, stream));
            }
            if (container.name().contains("crash")) {
                continue;
            }
            var numbers = runs(chunks);
            numbers.keySet()
                    .removeIf(
                            run -> forgotten(journal, chunks.getFirst().origin().host(), run));
            if (numbers.values().stream().anyMatch(set -> set.size() != 1)) {
                journal.stream()
                        .filter(event -> !(event instanceof LogChunk) && !(event instanceof Heartbeat))
                        .filter(event -> event.origin().container().equals(container.id())
                                || event.origin().container().isEmpty())
                        .forEach(System.out::println);
                System.out.println(numbers);
            }
            assertThat(numbers.values()).as("each run's lines are one run's").allMatch(set -> set.size() == 1);
            assertThat(numbers.values().stream().flatMap(TreeSet::stream)).doesNotHaveDuplicates();
        }
    }

    /** Its row in the table, where there is anything. */
    private static void print(Container container, LogLine.Stream stream, List<LogChunk> chunks) {
        var written = written(container, stream);
        var kept = lines(chunks, stream);
        var counts = new HashMap<String, Integer>();
        kept.forEach(line -> counts.merge(line, 1, Integer::sum));
        if (!written.isEmpty() || !kept.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %-6s %6d %8d %8d %6d %7d%n",
                    container.name(),
                    stream.name().toLowerCase(Locale.ROOT),
                    chunks.stream().map(LogChunk::run).distinct().count(),
                    written.size(),
                    kept.size(),
                    written.stream().filter(line -> !counts.containsKey(line)).count(),
                    counts.values().stream().filter(count -> count > 1).count());
        }
    }

    /** Whether the engine had forgotten the events of that time before they were read: what begins and ends there is found. */
    private static boolean forgotten(List<JournalEvent> journal, String host, Instant run) {
        return journal.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .filter(gap -> gap.origin().container().isEmpty()
                        && gap.origin().host().equals(host))
                .anyMatch(gap -> gap.from() != null && !run.isBefore(gap.from()) && !run.isAfter(gap.time()));
    }

    /** Says where they part instead of printing thousands of lines. */
    private static void assertSame(
            Container container, LogLine.Stream stream, List<String> kept, List<String> written) {
        int same = 0;
        while (same < Math.min(kept.size(), written.size()) && kept.get(same).equals(written.get(same))) {
            same++;
        }
        assertThat(kept.subList(same, Math.min(kept.size(), same + 3)))
                .as(
                        "%s: what the journal has of %s from line %d on, of %d",
                        container.name(), stream, same, kept.size())
                .isEqualTo(written.subList(same, Math.min(written.size(), same + 3)));
    }

    private static List<String> lines(List<LogChunk> chunks, LogLine.Stream stream) {
        return chunks.stream()
                .flatMap(chunk -> chunk.lines().stream())
                .filter(line -> line.stream() == stream)
                .map(LogLine::readable)
                .toList();
    }

    private static List<String> written(Container container, LogLine.Stream stream) {
        var logs = Docker.run("logs", container.id()).orFail();
        return (stream == LogLine.Stream.STDOUT ? logs.out() : logs.err())
                .lines()
                .toList();
    }

    private static List<LogChunk> chunks(List<JournalEvent> journal, Container container) {
        return journal.stream()
                .filter(LogChunk.class::isInstance)
                .map(LogChunk.class::cast)
                .filter(chunk -> chunk.origin().container().equals(container.id()))
                .toList();
    }

    /** Which of the program's own run numbers stand in each run of the journal. */
    private static Map<Instant, TreeSet<Integer>> runs(List<LogChunk> chunks) {
        var runs = new LinkedHashMap<Instant, TreeSet<Integer>>();
        for (var chunk : chunks) {
            var numbers = runs.computeIfAbsent(chunk.run(), run -> new TreeSet<>());
            chunk.lines()
                    .forEach(line ->
                            numbers.add(Integer.valueOf(line.readable().replaceFirst("run (\\d+) line \\d+.*", "$1"))));
        }
        return runs;
    }

    /**
     * Insists on one incident of each, which both receivers were told of once.
     *
     * @param outages what explains a notice that was taken twice
     */
    void checkNotices(List<Container> containers, List<Outage> outages) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = deliveries();
            var known = diagnoses();
            assertThat(containers)
                    .allSatisfy(container -> assertThat(incidents(known, container))
                            .as("incidents of %s that both receivers were told of", container.name())
                            .anyMatch(incident -> receivers(told, incident) == 2));
        });
        List<String> rows = new ArrayList<>();
        try {
            // a notice that has just been taken is recorded a moment later
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                rows.clear();
                var known = diagnoses();
                var told = deliveries();
                for (var container : containers) {
                    rows.add(toldOnce(container, known, told, outages));
                }
            });
        } catch (ConditionTimeoutException e) {
            print(containers);
            throw e;
        }
        System.out.printf(
                Locale.ROOT,
                "%-26s %-16s %6s %8s %6s %8s%n",
                "container",
                "incident",
                "slack",
                "recorded",
                "mails",
                "recorded");
        rows.forEach(System.out::println);
        assertThat(stage.slack().violations()).isEmpty();
    }

    /** Its row in the table. */
    private String toldOnce(
            Container container, List<Diagnosis> diagnoses, List<JsonNode> deliveries, List<Outage> outages) {
        var incidents = incidents(diagnoses, container);
        assertThat(incidents).as("incidents of %s", container.name()).hasSize(1);
        var incident = incidents.first();
        var mails = stage.mailbox().mails(container);
        var slack = new Receipts(
                container.name() + " in Slack",
                stage.slack().posts(container).stream()
                        .map(SlackServer.Post::time)
                        .toList(),
                about(deliveries, incident, "slack"));
        var mail = new Receipts(
                container.name() + " in the mailbox",
                mails.stream().map(Mailbox.Mail::time).toList(),
                about(deliveries, incident, "email"));
        assertThat(mails.stream().map(Mailbox.Mail::messageId).distinct())
                .as("a mail that comes twice has the same Message-ID: %s", about(deliveries, incident, "email"))
                .hasSameSizeAs(mail.references());
        slack.check(outages);
        mail.check(outages);
        return String.format(
                Locale.ROOT,
                "%-26s %-16s %6d %8d %6d %8d",
                container.name(),
                incident,
                slack.taken(),
                slack.recorded(),
                mail.taken(),
                mail.recorded());
    }

    /** What was said of those with more than one incident, and what was known of them, in the order of the topics. */
    private void print(List<Container> containers) {
        var known = diagnoses();
        var journal = Topic.journal(port);
        for (var container : containers) {
            if (incidents(known, container).size() > 1) {
                System.out.println(container.name());
                known.stream()
                        .filter(diagnosis -> about(diagnosis, container))
                        .forEach(diagnosis -> System.out.printf(
                                "%s revision %d at %s: %s %s, %s%n",
                                diagnosis.incident(),
                                diagnosis.revision(),
                                diagnosis.updatedAt(),
                                diagnosis.status(),
                                diagnosis.resolution(),
                                diagnosis.runs()));
                journal.stream()
                        .filter(event -> !(event instanceof LogChunk)
                                && event.origin().container().equals(container.id()))
                        .map(event -> event.toString().replaceFirst("settings=.*", ""))
                        .forEach(System.out::println);
            }
        }
    }

    /** Insists that nothing was said of a container that is well. */
    void checkInnocent(Container container) {
        assertThat(incidents(diagnoses(), container))
                .as("incidents of %s", container.name())
                .isEmpty();
    }

    private static TreeSet<String> incidents(List<Diagnosis> diagnoses, Container container) {
        var ids = new TreeSet<String>();
        for (var diagnosis : diagnoses) {
            if (about(diagnosis, container) && diagnosis.incident() != null) {
                ids.add(diagnosis.incident());
            }
        }
        return ids;
    }

    private static boolean about(Diagnosis diagnosis, Container container) {
        var workload = diagnosis.workload();
        return workload != null && workload.container().equals(container.id());
    }

    private List<Diagnosis> diagnoses() {
        try (var topic = new Topic(port, Topics.DIAGNOSES)) {
            return Topic.values(topic.records(), Diagnosis.class);
        }
    }

    private List<JsonNode> deliveries() {
        try (var topic = new Topic(port, Topics.DELIVERIES)) {
            return Topic.values(topic.records(), JsonNode.class);
        }
    }

    private static long receivers(List<JsonNode> deliveries, String incident) {
        return deliveries.stream()
                .filter(delivery -> delivery.path("incident").asText().equals(incident))
                .map(delivery -> delivery.path("receiver").asText())
                .distinct()
                .count();
    }

    /**
     * What was sent: the end of one that was told in a digest is recorded too, and told with the last one's. A record whose
     * outcome was not known is written again, and is the same.
     */
    private static List<JsonNode> about(List<JsonNode> deliveries, String incident, String receiver) {
        return deliveries.stream()
                .filter(delivery -> delivery.path("outcome").asText().equals("delivered"))
                .filter(delivery -> delivery.path("incident").asText().equals(incident))
                .filter(delivery -> delivery.path("receiver").asText().contains(receiver))
                .distinct()
                .toList();
    }
}
