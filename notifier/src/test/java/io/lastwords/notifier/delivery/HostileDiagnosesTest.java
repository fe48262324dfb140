package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.template.Templates;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Diagnoses of which a part is another, among good ones: those are told, and no receiver's thread ends. */
class HostileDiagnosesTest {
    private static final int DIAGNOSES = 1_500;
    private static final List<Object> VALUES = List.of(
            "",
            "\u001b]0;pwned\u0007\u202e<!channel>```{{title}}{{{x}}}\r\nBcc: a@b",
            "\u001b".repeat(50_000),
            "lone \ud83d",
            "9999-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "resolved",
            -1,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1e300,
            BigInteger.ONE.shiftLeft(3_000),
            true);

    private final FakeKafka kafka = new FakeKafka();
    private final FakeChannel channel = new FakeChannel() {
        @Override
        public Attempt send(Message message) {
            assertThat(Templates.NONE.title(message.occasion()).length()).isLessThan(400);
            assertThat(Templates.NONE.text(message.occasion()).length()).isLessThan(100_000);
            return super.send(message);
        }
    };

    private final Logger complaints = (Logger) LoggerFactory.getLogger(DeadLetters.class);

    @BeforeEach
    void nobodyReadsAThousandComplaints() {
        complaints.setLevel(Level.OFF);
    }

    @AfterEach
    void theNextOnesAreRead() {
        complaints.setLevel(null);
    }

    @Test
    void theGoodOnesAmongThemAreTold() throws Exception {
        var valid = List.of(
                Json.text(Diagnoses.open(1)), Json.text(Diagnoses.provisional(1)), Json.text(Diagnoses.resolved(2)));
        try (var life = kafka.begin(channel)) {
            for (int i = 0; i < DIAGNOSES; i++) {
                var random = new Random(i * 0x9e3779b97f4a7c15L);
                var value = Json.mapper().readTree(valid.get(random.nextInt(valid.size())));
                change(value, random);
                kafka.raw("hostile-" + i, Json.mapper().writeValueAsString(value));
                if (i % 100 == 0) {
                    tellsAGoodOne(life, "good-" + i);
                }
            }
            tellsAGoodOne(life, "good-last");
        }
    }

    @Test
    void anyBytesAreNoReasonToStop() throws Exception {
        try (var life = kafka.begin(channel)) {
            for (String value : List.of("null", "[]", "7", "\"x\"", "{}", "[".repeat(100_000), "{\"causes\":null}")) {
                kafka.raw("hostile", value);
            }
            kafka.raw("tombstone", null);
            tellsAGoodOne(life, "good");
        }
    }

    private void tellsAGoodOne(FakeKafka.Life life, String incident) throws Exception {
        kafka.diagnosis(Diagnoses.open(incident, 1, "out-of-memory", true, OPENED));
        for (int turns = 0; turns < 5_000 && !channel.delivered().contains(incident); turns++) {
            life.turns(1);
            life.pass(Duration.ofMillis(100));
        }
        assertThat(channel.delivered()).contains(incident);
    }

    private static void change(JsonNode value, Random random) {
        var places = new ArrayList<Runnable>();
        collect(value, places, random);
        places.get(random.nextInt(places.size())).run();
    }

    private static void collect(JsonNode node, List<Runnable> places, Random random) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(() -> object.set(field.getKey(), other(field.getValue(), random)));
                collect(field.getValue(), places, random);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, other(array.get(at), random)));
                collect(array.get(i), places, random);
            }
        }
    }

    private static JsonNode other(JsonNode now, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Json.mapper().nullNode();
            case 1 -> Json.mapper().createObjectNode();
            case 2 -> {
                var many = Json.mapper().createArrayNode();
                for (int i = 0; i < 300; i++) {
                    many.add(now.isArray() && !now.isEmpty() ? now.get(0) : now);
                }
                yield many;
            }
            default -> Json.mapper().valueToTree(VALUES.get(random.nextInt(VALUES.size())));
        };
    }
}
