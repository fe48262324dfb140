package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing. The number of partitions and replicas is the cluster's own default, since only
 * its owner knows; a topic that is there is left as it is.
 */
public final class TopicSetup {
    private TopicSetup() {}

    /**
     * Returns when all topics are there.
     *
     * @param client Kafka client properties
     * @throws Failure where Kafka does not answer or refuses
     */
    public static void ensure(Map<String, String> client) throws Failure, InterruptedException {
        var properties = new HashMap<String, Object>(client);
        properties.putIfAbsent("client.id", "lastwords-topics");
        properties.putIfAbsent("default.api.timeout.ms", "15000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        try (var admin = Admin.create(properties)) {
            var there = admin.listTopics().names().get();
            var missing = Topics.all().stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(TopicSetup::toCreate)
                    .toList();
            create(admin, missing);
        } catch (KafkaException e) {
            throw unreachable(client, e);
        } catch (ExecutionException e) {
            throw unreachable(client, e.getCause() == null ? e : e.getCause());
        }
    }

    private static NewTopic toCreate(Topics.Topic topic) {
        return new NewTopic(topic.name(), Optional.empty(), Optional.empty()).configs(topic.settings());
    }

    private static void create(Admin admin, List<NewTopic> topics) throws Failure, InterruptedException {
        for (var created : admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another process was quicker
                    throw new Failure("Kafka refuses the topic " + created.getKey() + ": " + text(e), e);
                }
            }
        }
    }

    private static Failure unreachable(Map<String, String> client, Throwable e) {
        var servers = client.get("bootstrap.servers");
        return e instanceof TimeoutException
                ? new Failure("no Kafka answers at " + servers + ": is it up, and is --bootstrap-servers right?", e)
                : new Failure("cannot use Kafka at " + servers + ": " + text(e), e);
    }

    private static String text(Throwable e) {
        var deepest = e.getCause() instanceof KafkaException inner ? inner : e;
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
