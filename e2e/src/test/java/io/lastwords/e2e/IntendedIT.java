package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A false alarm costs more trust than a late one: an hour's worth of intended ends, run fast, opens no incident. */
final class IntendedIT {
    private static final String BUSYBOX = "busybox:latest";
    private static final int ROUNDS = Boolean.getBoolean("lastwords.full") ? 12 : 2;
    private static final Duration LATE = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatPeopleDoOnPurposeOpensNoIncident() {
        try (var stage = Stage.open()) {
            var containers = stage.containers();
            deadBefore(containers);
            var watch = stage.watch();
            var complaining = healthyAllAlong(containers);
            var intentions = new Intentions(containers, folder);
            for (int round = 0; round < ROUNDS; round++) {
                intentions.all();
            }
            // one that is an incident: proof that this watch would have spoken
            var canary = containers.start("canary", List.of(), BUSYBOX, "sh", "-c", "exit 9");
            await().atMost(PATIENCE).until(() -> watch.latest(canary).isPresent());
            awaitEventTime(watch, canary, Instant.now().plus(LATE));

            var journal = Topic.journal(watch.kafkaPort());
            var prefix = containers.name("");
            var names = journal.stream()
                    .filter(RunStarted.class::isInstance)
                    .map(event -> ((RunStarted) event).settings().name())
                    .filter(name -> name.contains(prefix))
                    .distinct()
                    .count();
            System.out.printf(
                    "%d containers made on purpose, %d of this test seen to start, %d ends in the journal%n",
                    intentions.made(),
                    names,
                    journal.stream().filter(RunEnded.class::isInstance).count());
            assertThat(names).as("containers that the collector saw start").isGreaterThan(intentions.made() * 3L / 4);
            assertThat(incidents(watch, prefix))
                    .extracting(diagnosis -> diagnosis.workload().id() + " "
                            + diagnosis.causes().get(0).cause() + " " + diagnosis.symptoms() + " "
                            + diagnosis.runs().exitCodes())
                    .as("incidents beside the canary's")
                    .allMatch(line -> line.contains(canary.name()));
            assertThat(stage.slack().posts(complaining)).isEmpty();
            assertThat(watch.garbage()).isEmpty();
        }
    }

    /** Dead, never started, or long done before Lastwords was first started. */
    private static void deadBefore(Containers containers) {
        List<Container> dead = new ArrayList<>();
        dead.add(containers.start("dead-1", List.of(), BUSYBOX, "sh", "-c", "exit 1"));
        dead.add(containers.start("dead-0", List.of(), BUSYBOX, "true"));
        dead.add(containers.start("gave-up", List.of("--restart", "on-failure:1"), BUSYBOX, "sh", "-c", "exit 1"));
        dead.forEach(container -> Docker.run("wait", container.id()).orFail());
        containers.create("never-started", List.of(), BUSYBOX, "true");
    }

    private static Container healthyAllAlong(Containers containers) {
        containers.start(
                "healthy",
                List.of("--restart", "always", "--health-cmd", "true", "--health-interval", "1s"),
                BUSYBOX,
                "sleep",
                "3600");
        return containers.start(
                "complaining",
                List.of("--restart", "always"),
                BUSYBOX,
                "sh",
                "-c",
                "while :; do echo 'ERROR: connection refused, panic: Address already in use' >&2; sleep 0.2; done");
    }

    /** Waits until the workload's own time, which its heartbeats carry, has passed a moment. */
    private static void awaitEventTime(Watch watch, Container container, Instant moment) {
        try (var topic = new Topic(watch.kafkaPort(), Topics.JOURNAL)) {
            await().atMost(PATIENCE)
                    .until(() -> Topic.journal(topic.records()).stream()
                            .filter(event -> event.origin().container().equals(container.id()))
                            .map(JournalEvent::time)
                            .anyMatch(time -> time.isAfter(moment)));
        }
    }

    /** Every diagnosis in which this test's prefix stands, be it in a name or in a build step's command. */
    private static List<Diagnosis> incidents(Watch watch, String prefix) {
        try (var topic = new Topic(watch.kafkaPort(), Topics.DIAGNOSES)) {
            return Topic.values(topic.records(), Diagnosis.class).stream()
                    .filter(diagnosis -> Json.text(diagnosis).contains(prefix))
                    .toList();
        }
    }
}
