package io.lastwords.analyzer;

import io.lastwords.analyzer.commit.PromptCommits;
import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.News;
import io.lastwords.analyzer.fleet.NewsProcessor;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.RunReport;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.JsonSerde;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The pipe from the journal to what is said of it. */
public final class AnalyzerTopology {
    static final String WORKLOADS = "workloads";

    private AnalyzerTopology() {}

    /**
     * journal -> step, with one state a workload -> runs and diagnoses; and news of both for those who look at several
     * -> what a fleet has in common, and what a whole host suffers -> diagnoses.
     */
    public static Topology of(Duration recoverAfter) {
        var text = Serdes.String();
        var core = new Core(recoverAfter);
        var pace = new PromptCommits.Pace();
        var builder = new StreamsBuilder();
        builder.addStateStore(new WorkloadStatesBuilder(WORKLOADS));
        KStream<String, Object> said = builder.stream(
                        Topics.JOURNAL, Consumed.with(text, new JsonSerde<>(JournalEvent.class)))
                .process(() -> new WorkloadProcessor(core, pace), WORKLOADS);
        only(said, RunReport.class).to(Topics.RUNS, Produced.with(text, new JsonSerde<>(RunReport.class)));
        only(said, News.class)
                .repartition(
                        Repartitioned.with(text, new JsonSerde<>(News.class)).withName("news"))
                .process(NewsProcessor.supplier(pace))
                .merge(only(said, Diagnosis.class))
                .to(Topics.DIAGNOSES, Produced.with(text, new JsonSerde<>(Diagnosis.class)));
        return builder.build();
    }

    private static <T> KStream<String, T> only(KStream<String, Object> all, Class<T> type) {
        return all.filter((key, value) -> type.isInstance(value)).mapValues(type::cast);
    }
}
