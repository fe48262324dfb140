package io.lastwords.analyzer;

import static java.util.Objects.requireNonNull;
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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;

/** What is promised of a replay, over generated journals: what fails is made as small as it can be, and told with its seed. */
class ReplayTest {
    private static final Duration RECOVER_AFTER = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target", "replayed");

    @Provide
    Arbitrary<GeneratedJournal> journals() {
        return GeneratedJournal.any();
    }

    @Property
    void saysWhatTheLiveTopologySaid(@ForAll("journals") GeneratedJournal journal) {
        var live = live(journal.mixed());

        assertThat(replayed(journal.mixed())).isEqualTo(live);
        mostly("something is said", !live.isEmpty());
    }

    @Property
    void isTheSameHoweverTheJournalIsPartitioned(@ForAll("journals") GeneratedJournal journal) {
        var apart = replayed(journal.apart());

        assertThat(replayed(journal.mixed())).isEqualTo(apart);
        assertThat(replayed(journal.mixedAnew())).isEqualTo(apart);
        mostly("something is said", !apart.isEmpty());
    }

    @Property
    void isNotChangedByRecordsThatComeTwice(@ForAll("journals") GeneratedJournal journal) {
        assertThat(replayed(journal.doubled())).isEqualTo(replayed(journal.mixed()));
    }

    @Property
    void isNotChangedByARestartAnywhere(@ForAll("journals") GeneratedJournal journal) {
        var random = journal.random();
        var states = new RestartedStates();
        var workloads = new Workloads(new Core(RECOVER_AFTER), states);
        var said = new ArrayList<Diagnosis>();
        for (var event : journal.mixed()) {
            if (random.nextInt(3) == 0) {
                states.restart();
            }
            said.addAll(workloads.take(event).diagnoses());
        }

        assertThat(sorted(said)).isEqualTo(replayed(journal.mixed()));
    }

    @Property
    void findsTheSameCausesHoweverTheLinesAreChunked(@ForAll("journals") GeneratedJournal journal) {
        assertThat(gist(replay(journal.rechunked()))).isEqualTo(gist(replay(journal.mixed())));
    }

    @Property
    void saysTheSameOfAHostWhoseClockIsWrong(
            @ForAll("journals") GeneratedJournal journal, @ForAll @IntRange(min = -5, max = 5) int minutes) {
        var there = GeneratedJournal.workload(0);
        var right = replay(journal.mixed());
        var wrong = replay(journal.withClockOff(Duration.ofMinutes(minutes)));

        assertThat(findings(of(there, wrong))).isEqualTo(findings(of(there, right)));
        assertThat(sorted(elsewhere(there, wrong))).isEqualTo(sorted(elsewhere(there, right)));
    }

    @Property
    void holdsAHoleAgainstNobodyElse(@ForAll("journals") GeneratedJournal journal) {
        var there = GeneratedJournal.workload(0);
        var holed = journal.withHole();

        assertThat(sorted(elsewhere(there, replay(holed))))
                .isEqualTo(sorted(elsewhere(there, replay(journal.mixed()))));
        assertThat(live(holed)).isEqualTo(replayed(holed));
    }

    /** So that a property does not hold of nothing. */
    private static void mostly(String what, boolean holds) {
        Statistics.label(what).collect(holds).coverage(of -> of.check(true).percentage(percent -> percent > 60));
    }

    private static List<String> live(List<JournalEvent> journal) {
        var settings = new AnalyzerSettings(RECOVER_AFTER, Map.of("bootstrap.servers", "unused:1"), FOLDER, "one");
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
    private static List<String> gist(List<Diagnosis> said) {
        return said.stream()
                .map(one -> String.join(
                        " ",
                        one.incident(),
                        one.status().name(),
                        String.valueOf(one.revision()),
                        Json.text(one.causes()),
                        one.symptoms().toString(),
                        Json.text(one.lastWords())))
                .sorted()
                .toList();
    }

    /** Without any time of day: what was found, in order. */
    private static List<String> findings(List<Diagnosis> said) {
        return said.stream()
                .map(one -> "%s %d %s %s"
                        .formatted(
                                one.status(),
                                one.revision(),
                                one.symptoms(),
                                one.causes().stream()
                                        .map(cause -> cause.cause() + " " + cause.confidence())
                                        .toList()))
                .toList();
    }

    private static List<Diagnosis> of(String workload, List<Diagnosis> said) {
        return said.stream()
                .filter(one -> requireNonNull(one.workload()).id().equals(workload))
                .toList();
    }

    private static List<Diagnosis> elsewhere(String workload, List<Diagnosis> said) {
        return said.stream()
                .filter(one -> !requireNonNull(one.workload()).id().equals(workload))
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
