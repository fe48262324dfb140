package io.lastwords.benchmarks.analyzer;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Series;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.JsonSerde;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The analyzer, exactly once, over a mixed journal on the embedded Kafka, against two limits of the same topic in the
 * same run: a consumer that does nothing with its bytes, and one that only parses them; and the replay of the same
 * journal. They alternate.
 */
public final class AnalyzerBenchmark {
    private static final long SEED = 1;

    private AnalyzerBenchmark() {}

    /**
     * Fills a journal, then reads it in turns.
     *
     * @param brief fewer lines and rounds, for a first look
     */
    public static Report run(boolean brief) throws Exception {
        int rounds = brief ? 3 : 7;
        try (var broker = Broker.start()) {
            var filled = JournalFiller.fill(
                    broker.clients(), MixedJournal.ofTroubledHost(SEED), brief ? 300_000 : 1_000_000);
            var seconds = new LinkedHashMap<String, Series>();
            var said = new Said(broker.clients());
            for (int round = -1; round < rounds; round++) { // the first warms up
                var times = new LinkedHashMap<String, Double>();
                times.put(
                        "bare consumer",
                        BareConsumer.read(broker.clients(), new ByteArrayDeserializer(), filled.records()));
                times.put(
                        "consumer that parses",
                        BareConsumer.read(
                                broker.clients(),
                                new JsonSerde<>(JournalEvent.class).deserializer(),
                                filled.records()));
                times.put("replay", ReplayRound.run(broker.clients(), filled.records()));
                times.put("analyzer", new AnalyzerRound(broker).run().work());
                said.sameAsBefore();
                if (round >= 0) {
                    times.forEach((name, time) ->
                            seconds.computeIfAbsent(name, any -> new Series()).add(time));
                }
            }
            var report = new Report("analyzer")
                    .with("records", filled.records())
                    .with("lines", filled.lines())
                    .with("bytes", filled.bytes())
                    .with("rounds", rounds)
                    .with("diagnoses", said.count());
            fill(report, filled, seconds);
            return report.atLeast("analyzer", "of bare", 0.025).atLeast("replay", "of bare", 0.04);
        }
    }

    private static void fill(Report report, JournalFiller.Filled filled, Map<String, Series> seconds) {
        double limit = seconds.values().iterator().next().median();
        double best = seconds.values().iterator().next().min();
        seconds.forEach((name, series) -> report.figure(name, "lines/s", filled.lines() / series.median())
                .figure(name, "records/s", filled.records() / series.median())
                .figure(name, "MB/s", filled.bytes() / series.median() / 1e6)
                .figure(name, "of bare", limit / series.median())
                .figure(name, "best of bare", best / series.min()));
    }
}
