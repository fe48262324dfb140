package io.lastwords.analyzer;

import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analyzer as a service: the topology on Kafka Streams, exactly once. A record that is no journal event, or that
 * the core cannot take, goes to the dead letters and the pipe goes on. Several share the journal's partitions, each with
 * a name and a folder of its own. Thread-safe.
 */
public final class Analyzer implements AutoCloseable {
    /** Its name among Kafka's consumer groups and in the changelog's topic. */
    public static final String APPLICATION_ID = "lastwords-analyzer";

    private static final Logger LOG = LoggerFactory.getLogger(Analyzer.class);

    /** After so long without a word others take over what one had that does not come back. */
    private static final int SESSION_MILLIS = 15_000;

    /** So long a state may lie before it is written, and what is said late may wait; all else is committed on request. */
    private static final int COMMIT_MILLIS = 500;

    /** An outage is waited out: after a commit that has timed out Streams may use the same producer, which refuses. */
    private static final int COMMIT_WAITS_MILLIS = 600_000;

    /** A start that takes longer is told of. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** So long at most until a request is heard where no record comes. */
    private static final int POLL_MILLIS = 50;

    private final AnalyzerSettings settings;
    private final KafkaStreams streams;
    private final StreamsMeters meters;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Makes the service; nothing is connected before {@link #start()}. */
    public Analyzer(AnalyzerSettings settings) {
        this.settings = settings;
        streams = new KafkaStreams(AnalyzerTopology.of(settings.recoverAfter()), properties(settings));
        meters = new StreamsMeters(streams);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now.hasCompletedShutdown()) {
                ended.countDown();
                running.countDown();
            }
        });
    }

    /**
     * Starts and waits until the topology runs, with a warning where that takes longer than a minute.
     *
     * @throws AnalyzerFailedException where it ended instead
     */
    public void start() throws InterruptedException, AnalyzerFailedException {
        try {
            Predecessor.replace(settings.stateDirectory(), process(), settings.kafka());
        } catch (IOException e) {
            throw new AnalyzerFailedException("the analyzer's folder cannot be used: " + e, e);
        }
        streams.start();
        if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.atWarn()
                    .addKeyValue("reason", "Kafka Streams is " + streams.state())
                    .log("nothing is analysed yet, a minute after the start: Kafka's consumer groups or transactions do"
                            + " not work, or what was known before takes long to read");
            running.await();
        }
        throwFailure();
    }

    /**
     * Blocks until the service is closed.
     *
     * @throws AnalyzerFailedException where it could not go on
     */
    public void awaitEnd() throws InterruptedException, AnalyzerFailedException {
        ended.await();
        throwFailure();
    }

    @Override
    public void close() {
        meters.close();
        streams.close(CloseOptions.timeout(Duration.ofSeconds(10))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** What the names of its threads, and its transactional IDs, begin with. */
    private String process() {
        var thread = streams.metadataForLocalThreads().iterator().next().threadName();
        return thread.substring(0, thread.lastIndexOf("-StreamThread-"));
    }

    private void throwFailure() throws AnalyzerFailedException {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new AnalyzerFailedException("the analyzer cannot go on: " + cause.getMessage(), cause);
        }
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        if (running.getCount() == 0 && passes(cause)) {
            LOG.atWarn().setCause(cause).log("a stream thread failed of what passes: another takes its place");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.atError().setCause(cause).log("a stream thread failed");
        failure.compareAndSet(null, cause);
        running.countDown();
        ended.countDown(); // now: a thread that fails may never come to its end, and would only keep its partitions
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * Whether a new thread can go on where this one failed: Kafka was gone, or we were held up, for longer than a
     * transaction lives. Kafka Streams takes only some of what the broker then says for that (KAFKA-19690), uses a
     * producer again whose commit has timed out, and a broker that is going down may answer with an unexpected error;
     * the last two are told in words alone. One that was fenced by another of the same name must end, or the two would
     * take turns for ever.
     */
    static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof InvalidTxnStateException
                    || cause instanceof InvalidPidMappingException
                    || cause instanceof TransactionAbortableException
                    || cause instanceof TransactionAbortedException
                    || cause instanceof UnknownServerException
                    || isInWords(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInWords(Throwable cause) {
        String words = String.valueOf(cause.getMessage());
        return words.endsWith(Errors.UNKNOWN_SERVER_ERROR.message())
                || (cause instanceof IllegalStateException && words.endsWith("timed out and must be retried"));
    }

    static Properties properties(AnalyzerSettings settings) {
        var properties = new Properties();
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                APPLICATION_ID + "-" + settings.instance());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS); // not prefixed: may be set otherwise
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), Topics.MAX_POLL_RECORDS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, Topics.MAX_POLL_RECORDS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        // a broker refuses a time an hour ahead of its own, and this machine's clock may be wrong
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "LogAppendTime");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), COMMIT_WAITS_MILLIS);
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        return properties;
    }
}
