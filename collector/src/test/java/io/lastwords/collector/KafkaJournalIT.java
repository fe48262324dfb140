package io.lastwords.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.KafkaJournal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaJournalIT {
    @Test
    void goesOnFromWhereItWasThoughAnotherEnginesTransactionIsOpen() throws Exception {
        Docker.required();
        try (var kafka = new KafkaInDocker();
                var other = transactions(kafka)) {
            other.initTransactions();
            try (var journal = journal(kafka)) {
                journal.open();
                other.beginTransaction();
                other.send(new ProducerRecord<>(Topics.POSITIONS, "other/c".getBytes(UTF_8), null))
                        .get();
                var position = ContainerPosition.unknown(new Origin("host", "engine", "host/web", "written"));
                journal.append(new Entry(List.of(), List.of(position)));
            }

            var positions = CompletableFuture.supplyAsync(() -> reopened(kafka));
            assertThatThrownBy(() -> positions.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            other.abortTransaction();

            assertThat(positions.get(20, TimeUnit.SECONDS).containers()).containsOnlyKeys("written");
        }
    }

    private static Positions reopened(KafkaInDocker kafka) {
        try (var journal = journal(kafka)) {
            return journal.open();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaJournal journal(KafkaInDocker kafka) {
        return KafkaJournal.of(kafka.clientSettings(), "engine", "host", Clock.systemUTC());
    }

    private static Producer<byte[], byte[]> transactions(KafkaInDocker kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.clientSettings().get("bootstrap.servers"),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "another-engine"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
