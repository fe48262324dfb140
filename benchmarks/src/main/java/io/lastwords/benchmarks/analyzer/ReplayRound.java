package io.lastwords.benchmarks.analyzer;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicReader;
import io.lastwords.cli.replay.Playback;
import io.lastwords.cli.replay.Selection;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.util.Map;

/** {@code replay} over the whole journal, up to the sorted diagnoses. */
final class ReplayRound {
    private ReplayRound() {}

    /**
     * Seconds for all records.
     *
     * @throws IllegalStateException where not all went through, or nothing was said
     */
    static double run(Map<String, String> clients, long expected) throws Failure {
        var playback = new Playback(Duration.ofSeconds(60), Selection.all(), null);
        try (var journal = TopicReader.open(clients, Topics.JOURNAL, null, null)) {
            long begun = System.nanoTime();
            journal.read(playback::take);
            int said = playback.said().size();
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (playback.records() != expected || said == 0) {
                throw new IllegalStateException(
                        "replayed " + playback.records() + " records of " + expected + ", said " + said);
            }
            return seconds;
        }
    }
}
