package io.lastwords.cli.demo;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes recordings into the journal, and knows by Kafka's offsets when they have gone through the analyzer. */
public final class Player implements AutoCloseable {
    private final Map<String, Object> client;
    private final Admin admin;
    private final Map<TopicPartition, Long> journalEnd = new HashMap<>();

    /** For a Kafka that nobody else writes to. */
    public Player(Map<String, String> client) {
        this.client = Map.copyOf(client);
        admin = Admin.create(this.client);
    }

    /** Writes all records in order and returns when Kafka has them. */
    public void play(List<Recording> recordings) throws Failure, InterruptedException {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var recording : recordings) {
                for (var entry : recording.entries()) {
                    sent.add(producer.send(new ProducerRecord<>(Topics.JOURNAL, entry.key(), entry.value())));
                }
            }
            for (var one : sent) {
                var at = one.get();
                journalEnd.merge(new TopicPartition(at.topic(), at.partition()), at.offset() + 1, Math::max);
            }
        } catch (ExecutionException e) {
            throw new Failure("cannot write the recordings: " + e.getMessage(), e);
        }
    }

    /** Whether a consumer group has committed all that was played. */
    public boolean consumedBy(String group) throws Failure, InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return journalEnd.entrySet().stream().allMatch(end -> {
                var offset = committed.get(end.getKey());
                return offset != null && offset.offset() >= end.getValue();
            });
        } catch (ExecutionException e) {
            throw new Failure("cannot see how far the analyzer is: " + e.getMessage(), e);
        }
    }

    /** Where a topic ends, records of a transaction that has yet to be seen included. */
    public Map<TopicPartition, Long> end(String topic) throws Failure, InterruptedException {
        try {
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new Failure("cannot see where " + topic + " ends: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
