package io.lastwords.collector.journal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches, each in one transaction, each exactly once, for as long as it takes.
 *
 * <p>A failure that Kafka lets us abort is aborted and the same batch is sent again. After any other the producer is
 * replaced; the engine's position, which is in every transaction, then tells whether the batch had been committed after
 * all, and whether the failure was another collector that has taken over. One thread.
 */
final class TransactionalSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalSender.class);

    private final String engine;
    private final String owner;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Supplier<Positions> committed;
    private final Duration pause;
    private final Complaint complaint = new Complaint();
    private @Nullable Producer<byte[], byte[]> producer;
    private EnginePosition position;

    /**
     * @param owner this collector's own ID
     * @param producers a new producer, with the engine's transactional ID
     * @param committed reads what is committed for this engine
     * @param pause between two attempts
     */
    TransactionalSender(
            String engine,
            String owner,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<Positions> committed,
            Duration pause) {
        this.engine = engine;
        this.owner = owner;
        this.producers = producers;
        this.committed = committed;
        this.pause = pause;
        this.position = new EnginePosition(engine, owner, 0, null, null);
    }

    /**
     * Fences whoever wrote for this engine before, reads where that one was, and signs as its successor.
     *
     * @param patience how long Kafka may take to answer
     */
    Positions takeOver(Duration patience) throws InterruptedException, JournalFailedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                renew(); // before each read: whoever commits after it has fenced us, and the next write fails
                Positions found = committed.get();
                EnginePosition before = found.engine();
                position = new EnginePosition(
                        engine,
                        owner,
                        0,
                        before == null ? null : before.time(),
                        before == null ? null : before.event());
                write(new Batch());
                complaint.over();
                return found;
            } catch (InterruptException e) {
                throw interrupted(e);
            } catch (KafkaException e) {
                refuseWhatIsFinal(e);
                if (System.nanoTime() > deadline) {
                    throw new JournalFailedException("Kafka does not answer: " + e.getMessage(), e);
                }
                complaint.about(e);
                pause();
            }
        }
    }

    /** Returns when the batch is committed. */
    void send(Batch batch) throws InterruptedException, JournalFailedException {
        EventMark mark = batch.mark();
        position = new EnginePosition(
                engine,
                owner,
                position.transaction() + 1,
                mark == null ? position.time() : mark.time(),
                mark == null ? position.event() : mark.event());
        while (!attempt(batch)) {
            pause();
        }
        complaint.over();
    }

    private boolean attempt(Batch batch) throws InterruptedException, JournalFailedException {
        try {
            if (producer == null) {
                renew();
                if (wasCommitted()) {
                    return true;
                }
            }
            write(batch);
            return true;
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | IllegalStateException e) {
            refuseWhatIsFinal(e);
            complaint.about(e);
            abort();
            return false;
        }
    }

    private void write(Batch batch) throws InterruptedException {
        Producer<byte[], byte[]> to = Objects.requireNonNull(producer, "producer");
        to.beginTransaction();
        for (Outgoing outgoing : batch.outgoing()) {
            var unused = to.send(outgoing.record()); // the commit says whether all were taken
        }
        var unused = to.send(Outgoing.of(position).record());
        while (true) {
            try {
                to.commitTransaction();
                return;
            } catch (TimeoutException e) {
                complaint.about(e);
                pause();
            }
        }
    }

    /** After this the same producer may begin anew, or there is none. */
    private void abort() {
        if (producer == null) {
            return;
        }
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the transaction cannot be aborted: new producer");
            drop();
        }
    }

    private void renew() {
        drop();
        Producer<byte[], byte[]> next = producers.get();
        try {
            next.initTransactions();
        } catch (RuntimeException e) {
            next.close(Duration.ZERO);
            throw e;
        }
        producer = next;
    }

    private void drop() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Asked with a new producer only: nothing of the old one's is under way any more. */
    private boolean wasCommitted() throws JournalFailedException {
        EnginePosition last;
        try {
            last = committed.get().engine();
        } catch (RuntimeException e) {
            drop();
            throw e;
        }
        if (last == null) {
            return false;
        }
        if (!last.owner().equals(owner)) {
            throw new JournalFailedException(
                    "another collector has taken over this engine: run one collector for each engine",
                    new IllegalStateException("the engine's records belong to " + last.owner()));
        }
        return last.transaction() >= position.transaction();
    }

    private static void refuseWhatIsFinal(RuntimeException e) throws JournalFailedException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof UnsupportedVersionException) {
                throw new JournalFailedException("Kafka refuses the collector: " + cause.getMessage(), e);
            }
        }
    }

    /** Kafka's leaves the thread marked, so that the next thing that waits would end at once, a farewell too. */
    private static InterruptedException interrupted(InterruptException e) {
        Thread.interrupted();
        var interrupted = new InterruptedException("closing");
        interrupted.initCause(e);
        return interrupted;
    }

    private void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }

    @Override
    public void close() {
        drop();
    }
}
