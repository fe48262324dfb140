package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's JSON in Java's types. */
final class Texts {
    private Texts() {}

    static List<String> list(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Null where there is no list, or an empty one: the engine says both of a command that is not there. */
    static @Nullable List<String> words(JsonNode array) {
        return array.isArray() && !array.isEmpty() ? list(array) : null;
    }

    /** {@code NAME=VALUE} as a map. */
    static Map<String, String> variables(JsonNode environment) {
        var variables = new LinkedHashMap<String, String>();
        for (JsonNode variable : environment) {
            String text = variable.asText();
            int at = text.indexOf('=');
            if (at > 0) {
                variables.put(text.substring(0, at), text.substring(at + 1));
            }
        }
        return variables;
    }

    /** Null for what is no time, and for the year 1, which is how the engine says never. */
    static @Nullable Instant time(JsonNode text) {
        try {
            Instant time = OffsetDateTime.parse(text.asText()).toInstant();
            return time.getEpochSecond() <= 0 ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
