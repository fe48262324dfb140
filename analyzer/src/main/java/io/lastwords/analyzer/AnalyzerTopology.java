package io.lastwords.analyzer;

import io.lastwords.analyzer.core.Core;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.RunReport;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.JsonSerde;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** The pipe from the journal to what is said of it. */
public final class AnalyzerTopology {
    static final String WORKLOADS = "workloads";
    static final String RUNS = "runs";
    static final String DIAGNOSES = "diagnoses";

    private AnalyzerTopology() {}

    /** journal -> step, with one state a workload -> runs and diagnoses. */
    public static Topology of(Duration recoverAfter) {
        var text = Serdes.String();
        var events = new JsonSerde<>(JournalEvent.class);
        var runs = new JsonSerde<>(RunReport.class);
        var diagnoses = new JsonSerde<>(Diagnosis.class);
        var core = new Core(recoverAfter);
        return new Topology()
                .addSource("journal", text.deserializer(), events.deserializer(), Topics.JOURNAL)
                .addProcessor("step", () -> new WorkloadProcessor(core), "journal")
                .addStateStore(new WorkloadStatesBuilder(WORKLOADS), "step")
                .addSink(RUNS, Topics.RUNS, text.serializer(), runs.serializer(), "step")
                .addSink(DIAGNOSES, Topics.DIAGNOSES, text.serializer(), diagnoses.serializer(), "step");
    }
}
