package io.lastwords.collector.journal;

import io.lastwords.model.journal.JournalEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in Kafka: one thread takes what has come, writes it with its positions in one transaction, and begins
 * anew. While a transaction is on its way the next one gathers, so the busier it is the more each one holds.
 */
public final class KafkaJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    /** For what belongs together, as the end of a run and what is read of it. */
    private static final long LINGER_MILLIS = 3;

    /** Lines alone: nobody waits for them, and a transaction costs a broker a millisecond of processor time. */
    private static final long GATHER_MILLIS = 100;

    private static final long OUTBOX_BYTES = 8 << 20;

    private final Outbox outbox = new Outbox(OUTBOX_BYTES);
    private final TransactionalSender sender;
    private final JournalMeters meters;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;

    private KafkaJournal(TransactionalSender sender, JournalMeters meters) {
        this.sender = sender;
        this.meters = meters;
        this.thread = Thread.ofPlatform().name("lastwords-journal").daemon().unstarted(this::run);
    }

    /**
     * The journal of one engine's collector.
     *
     * @param kafka client properties, {@code bootstrap.servers} at least
     * @param host what its figures are told under
     * @param clock what a line's delay is told by, beside the engine's
     */
    public static KafkaJournal of(Map<String, String> kafka, String engine, String host, Clock clock) {
        var clients = new KafkaClients(kafka, engine);
        var reader = new PositionsReader(clients::consumer);
        var sender = new TransactionalSender(
                engine, UUID.randomUUID().toString(), clients::producer, () -> reader.read(engine), PAUSE);
        return new KafkaJournal(sender, new JournalMeters(host, clock));
    }

    /** Fences a predecessor, reads where it was, and begins to write. */
    public Positions open() throws InterruptedException, JournalFailedException {
        Positions positions = sender.takeOver(PATIENCE);
        thread.start();
        return positions;
    }

    /** Done when nothing is written any more: well after {@link #close}, else with a {@link JournalFailedException}. */
    public CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void append(Entry entry) throws InterruptedException {
        var records = new ArrayList<Outgoing>();
        for (JournalEvent event : entry.events()) {
            records.add(Outgoing.of(event));
        }
        for (Position position : entry.positions()) {
            records.add(Outgoing.of(position));
        }
        for (String key : entry.forgotten()) {
            records.add(Outgoing.tombstone(key));
        }
        long bytes = records.stream().mapToLong(Outgoing::size).sum();
        outbox.put(new Outbox.Records(List.copyOf(records), bytes));
    }

    @Override
    public void ready(RunFeed feed) {
        outbox.offer(new Outbox.Lines(feed));
    }

    @Override
    public void hurry() {
        outbox.hurry();
    }

    @Override
    public void mark(EventMark mark) {
        outbox.offer(new Outbox.Mark(mark));
    }

    private void run() {
        try {
            while (outbox.await()) {
                outbox.gather(LINGER_MILLIS, GATHER_MILLIS);
                Batch batch = Batch.takeFrom(outbox);
                if (!batch.isEmpty()) {
                    sender.send(batch);
                    meters.committed(batch);
                }
            }
            end.complete(null);
        } catch (InterruptedException e) {
            LOG.atWarn().log("Kafka takes no records at the end: what was read last is read again at the next start");
            end.complete(null);
        } catch (JournalFailedException | RuntimeException e) {
            end.completeExceptionally(e);
        } finally {
            outbox.close();
            sender.close();
        }
    }

    /** Writes what has been handed over, as far as Kafka takes it within some seconds. */
    @Override
    public void close() {
        outbox.close();
        try {
            if (thread.getState() == Thread.State.NEW) {
                sender.close();
            } else if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
