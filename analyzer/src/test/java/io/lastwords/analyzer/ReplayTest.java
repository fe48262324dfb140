package io.lastwords.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.States;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.analyzer.core.Workloads;
import io.lastwords.analyzer.replay.Replay;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.JsonSerde;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of a replay, over journals that are generated from seeds: what fails is told with its seed. */
class ReplayTest {
    private static final Duration RECOVER_AFTER = Duration.ofSeconds(60);
    private static final int MANY = Boolean.getBoolean("lastwords.full") ? 20_000 : 25;
    private static final int FEW = Boolean.getBoolean("lastwords.full") ? 1_000 : 4;

    @TempDir
    Path folder;

    @Test
    void saysWhatTheLiveTopologySaid() {
        int[] said = {0};
        trials(FEW, random -> {
            var stories = GeneratedJournal.stories(random);
            var live = live(GeneratedJournal.mixed(stories, random));

            assertThat(replayed(GeneratedJournal.mixed(stories, random))).isEqualTo(live);
            said[0] += live.size();
        });
        assertThat(said[0]).as("diagnoses compared").isGreaterThan(FEW);
    }

    @Test
    void isTheSameHoweverTheJournalIsPartitioned() {
        int[] said = {0};
        trials(MANY, random -> {
            var stories = GeneratedJournal.stories(random);
            var apart = new ArrayList<JournalEvent>();
            stories.forEach(apart::addAll);
            var expected = replayed(apart);

            assertThat(replayed(GeneratedJournal.mixed(stories, random))).isEqualTo(expected);
            said[0] += expected.size();
        });
        assertThat(said[0]).as("diagnoses compared").isGreaterThan(MANY);
    }

    @Test
    void isNotChangedByRecordsThatComeTwice() {
        trials(MANY, random -> {
            var journal = GeneratedJournal.mixed(GeneratedJournal.stories(random), random);

            assertThat(replayed(GeneratedJournal.doubled(journal, random))).isEqualTo(replayed(journal));
        });
    }

    @Test
    void isNotChangedByARestartAnywhere() {
        trials(MANY, random -> {
            var journal = GeneratedJournal.mixed(GeneratedJournal.stories(random), random);
            var states = new RestartedStates();
            var workloads = new Workloads(new Core(RECOVER_AFTER), states);
            var said = new ArrayList<Diagnosis>();
            for (var event : journal) {
                if (random.nextInt(3) == 0) {
                    states.restart();
                }
                said.addAll(workloads.take(event).diagnoses());
            }

            assertThat(sorted(said)).isEqualTo(replayed(journal));
        });
    }

    @Test
    void findsTheSameCausesHoweverTheLinesAreChunked() {
        trials(MANY, random -> {
            var journal = GeneratedJournal.mixed(GeneratedJournal.stories(random), random);

            assertThat(gist(GeneratedJournal.rechunked(journal, random))).isEqualTo(gist(journal));
        });
    }

    private interface Trial {
        void of(Random random);
    }

    private static void trials(int count, Trial trial) {
        for (int i = 0; i < count; i++) {
            try {
                trial.of(new Random(i * 0x9e3779b97f4a7c15L));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("journal " + i + ": " + e.getMessage(), e);
            }
        }
    }

    private List<String> live(List<JournalEvent> journal) {
        var settings = new AnalyzerSettings(RECOVER_AFTER, Map.of("bootstrap.servers", "unused:1"), folder);
        var topology = AnalyzerTopology.of(RECOVER_AFTER);
        try (var driver = new TopologyTestDriver(topology, Analyzer.properties(settings), Instant.EPOCH)) {
            var in = driver.createInputTopic(Topics.JOURNAL, new StringSerializer(), new ByteArraySerializer());
            var out = driver.createOutputTopic(
                    Topics.DIAGNOSES, new StringDeserializer(), new JsonSerde<>(Diagnosis.class).deserializer());
            journal.forEach(event -> in.pipeInput(event.origin().workload(), Json.bytes(event)));
            return sorted(out.readValuesToList().stream()
                    .filter(said -> said.scope() == Diagnosis.Scope.WORKLOAD)
                    .toList());
        }
    }

    private static List<String> replayed(List<JournalEvent> journal) {
        return sorted(replay(journal));
    }

    private static List<Diagnosis> replay(List<JournalEvent> journal) {
        var replay = new Replay(RECOVER_AFTER);
        var said = new ArrayList<Diagnosis>();
        journal.forEach(event -> said.addAll(replay.take(event)));
        return said;
    }

    /** Without when it was said: that is the time of the chunk, where lines are what let time pass. */
    private static List<String> gist(List<JournalEvent> journal) {
        return replay(journal).stream()
                .map(said -> String.join(
                        " ",
                        said.incident(),
                        said.status().name(),
                        String.valueOf(said.revision()),
                        Json.text(said.causes()),
                        said.symptoms().toString(),
                        Json.text(said.lastWords())))
                .sorted()
                .toList();
    }

    private static List<String> sorted(List<Diagnosis> said) {
        return said.stream().sorted(Replay.ORDER).map(Json::text).toList();
    }

    /** As bytes whenever the process restarts. */
    private static final class RestartedStates implements States {
        private final Map<String, WorkloadState> states = new HashMap<>();

        void restart() {
            states.replaceAll((workload, state) -> WorkloadState.read(state.write()));
        }

        @Override
        public WorkloadState change(JournalEvent event) {
            return states.computeIfAbsent(
                    event.origin().workload(), workload -> new WorkloadState(event.origin(), event.time()));
        }

        @Override
        public void forget(String workload) {
            states.remove(workload);
        }
    }
}
