package io.lastwords.notifier.delivery;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a record and returns only when Kafka has it: what was told must be recorded before anything else is told. Where
 * Kafka does not take it, tries for as long as it takes; an interrupt ends that. Thread-safe.
 */
public final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final Producer<byte[], byte[]> producer;

    public Recorder(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        while (true) {
            try {
                var unused = producer.send(record).get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException retriable)) {
                    throw new IllegalStateException(
                            "Kafka refused a record for " + record.topic() + ": " + e.getCause(), e);
                }
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .log("Kafka does not take a record, trying again: {}", retriable.getMessage());
            }
        }
    }
}
