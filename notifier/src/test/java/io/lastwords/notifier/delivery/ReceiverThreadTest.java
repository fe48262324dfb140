package io.lastwords.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.silence.Silences;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReceiverThreadTest {
    private static final List<String> RECEIVER = List.of("slack");

    @Test
    void anInterruptedAttemptDoesNotKeepItFromLeavingItsGroup() throws Exception {
        var consumer = new InterruptedConsumer();
        var clock = Clock.systemUTC();
        var recorder =
                new Recorder(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        var deadLetters = new DeadLetters(recorder);
        var thread = new ReceiverThread(
                "slack",
                consumer,
                new DeliveryLog("slack", new MockConsumer<>("earliest"), recorder, deadLetters, clock),
                deadLetters,
                new FakeChannel(),
                new Recall(() -> new MockConsumer<>("earliest")),
                new Routing(Route.toAll(RECEIVER), RECEIVER),
                new Silences(clock),
                Duration.ofSeconds(1),
                clock,
                System::nanoTime);
        thread.start();

        assertThat(consumer.closedUninterrupted.get(10, TimeUnit.SECONDS)).isTrue();
        thread.close();
    }

    /** As Kafka's own: an interruption is thrown and stays noted on the thread, and so ends whatever is asked next. */
    private static final class InterruptedConsumer extends MockConsumer<byte[], byte[]> {
        private final CompletableFuture<Boolean> closedUninterrupted = new CompletableFuture<>();

        InterruptedConsumer() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            throw new InterruptException("interrupted");
        }

        @Override
        public void close(CloseOptions options) {
            closedUninterrupted.complete(!Thread.currentThread().isInterrupted());
        }
    }
}
