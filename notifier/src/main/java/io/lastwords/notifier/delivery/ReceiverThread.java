package io.lastwords.notifier.delivery;

import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.silence.Silences;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver on a thread of its own, so that a slow one holds up no other. Ends when closed, or when it cannot go on:
 * then {@link #ended} fails with the reason.
 */
public final class ReceiverThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverThread.class);

    /** An attempt that is under way may end in this time before it is interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final String receiver;
    private final ReceiverLoop loop;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Takes over the consumer and the log, and closes both. */
    public ReceiverThread(
            String receiver,
            Consumer<byte[], byte[]> consumer,
            DeliveryLog log,
            DeadLetters deadLetters,
            Channel channel,
            Recall recall,
            Routing routing,
            Silences silences,
            Duration hold,
            Clock clock,
            LongSupplier nanos) {
        this.receiver = receiver;
        this.consumer = consumer;
        var courier = new Courier(receiver, channel, new Backoff(RandomGenerator.getDefault()), clock, nanos);
        var reminders = new Reminders(receiver, channel, nanos.getAsLong());
        this.loop = new ReceiverLoop(
                receiver,
                consumer,
                log,
                deadLetters,
                routing,
                new Silencer(receiver, silences, log, clock),
                new NoticePolicy(hold),
                courier,
                reminders,
                recall,
                clock,
                nanos);
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("lastwords-notifier-" + receiver)
                .unstarted(this::run);
    }

    /** Begins to serve, unless it was closed meanwhile. */
    public void start() {
        synchronized (thread) {
            if (closing.getCount() > 0) {
                thread.start();
            }
        }
    }

    /** Completes when the thread has ended; exceptionally where it was not asked to. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void run() {
        try (loop) {
            serve();
            forgetInterruption();
        }
    }

    /** It ends an attempt and not the closing, which says that it leaves and is bounded by itself. */
    private void forgetInterruption() {
        synchronized (thread) {
            var unused = Thread.interrupted();
        }
    }

    private void interruptService() {
        synchronized (thread) {
            if (!ended.isDone()) {
                thread.interrupt();
            }
        }
    }

    /** Says how it ended before the loop is closed, which may take a while where Kafka is gone. */
    private void serve() {
        try {
            loop.subscribe();
            do {
                turn();
            } while (!closing.await(0, TimeUnit.SECONDS));
            ended.complete(null);
        } catch (InterruptedException | InterruptException | WakeupException e) {
            if (closing.getCount() > 0) {
                ended.completeExceptionally(e);
            } else {
                ended.complete(null);
            }
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    private void turn() throws InterruptedException {
        try {
            loop.turn();
        } catch (RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .log("Kafka does not answer, trying again: {}", e.getMessage());
            var unused = closing.await(1, TimeUnit.SECONDS);
        }
    }

    /** Ends it: what is not recorded yet is sent by the next start. */
    @Override
    public void close() {
        synchronized (thread) {
            closing.countDown();
            if (thread.getState() == Thread.State.NEW) {
                loop.close();
                ended.complete(null);
                return;
            }
        }
        consumer.wakeup();
        try {
            if (!thread.join(GRACE)) {
                interruptService();
                thread.join(ReceiverLoop.CLOSE.multipliedBy(2));
            }
        } catch (InterruptedException e) {
            interruptService();
            Thread.currentThread().interrupt();
        }
    }
}
