package io.lastwords.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnalyzerTest {
    private static final String COMMIT = "Error encountered trying to commit a transaction";

    static List<Exception> passing() {
        return List.of(
                new StreamsException(COMMIT, new InvalidTxnStateException("as after three minutes without Kafka")),
                new StreamsException(COMMIT, new KafkaException("in an error state", new TimeoutException("expired"))),
                new StreamsException(
                        COMMIT, // as when a broker was killed
                        new KafkaException(
                                "Unhandled error in EndTxnResponse: The server experienced an unexpected error"
                                        + " when processing the request.")),
                new StreamsException(
                        new IllegalStateException( // as three minutes after Kafka fell silent
                                "Cannot attempt operation `send` because the previous call to `commitTransaction` timed out and"
                                        + " must be retried")),
                new TimeoutException("no metadata"));
    }

    static List<Exception> lasting() {
        return List.of(
                new StreamsException(new FencedInstanceIdException("another has our name")),
                new StreamsException(COMMIT, new TopicAuthorizationException("lastwords.diagnoses")),
                new StreamsException(COMMIT, new KafkaException("Unhandled error in EndTxnResponse: something else")),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void goesOnAfterWhatPasses(Exception failure) {
        assertThat(Analyzer.passes(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void endsAtWhatLasts(Exception failure) {
        assertThat(Analyzer.passes(failure)).isFalse();
    }
}
