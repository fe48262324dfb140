package io.lastwords.analyzer.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.topic.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A JSON value of which one part is another: nothing, of another shape, or absurd. */
final class Hostile {
    private static final List<Object> TEXTS = List.of(
            "",
            "\u0000\u001b]0;pwned\u0007\u202e<!channel>",
            "\u001b".repeat(100_000),
            "é".repeat(200_000),
            "lone \ud83d surrogate",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "-0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "always");
    private static final List<Object> NUMBERS = List.of(
            -1,
            0,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1e300,
            BigInteger.ONE.shiftLeft(3_000),
            true);

    private Hostile() {}

    static JsonNode mutated(JsonNode valid, Random random) {
        JsonNode copy = valid.deepCopy();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            var places = new ArrayList<Runnable>();
            collect(copy, places, random);
            places.get(random.nextInt(places.size())).run();
        }
        return copy;
    }

    private static void collect(JsonNode node, List<Runnable> places, Random random) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String name = field.getKey();
                places.add(() -> object.set(name, other(field.getValue(), random)));
                if (random.nextInt(4) == 0) {
                    places.add(() -> object.remove(name));
                }
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
        var json = Json.mapper();
        return switch (random.nextInt(7)) {
            case 0 -> json.nullNode();
            case 1 -> json.createObjectNode();
            case 2 -> json.createArrayNode().add(now);
            case 3 -> json.valueToTree(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 4 -> many(now);
            default -> json.valueToTree(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static JsonNode many(JsonNode now) {
        var all = Json.mapper().createArrayNode();
        JsonNode one = now.isArray() && !now.isEmpty() ? now.get(0) : now;
        int most = Math.clamp(200_000 / one.toString().length(), 1, 2_000);
        for (int i = 0; i < most; i++) {
            all.add(one);
        }
        return all;
    }
}
