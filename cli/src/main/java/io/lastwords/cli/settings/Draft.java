package io.lastwords.cli.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been said so far, unchecked. The sources write into it one after the other, file, variables, options, and
 * the last word counts. Problems are gathered, so that all of them can be told at once.
 */
final class Draft {
    private final Map<Key, List<Given>> values = new EnumMap<>(Key.class);
    private final Map<String, Given> kafka = new TreeMap<>();
    private final List<MarkerDraft> markers = new ArrayList<>();
    private final Map<String, ReceiverDraft> receivers = new LinkedHashMap<>();
    private @Nullable RouteDraft route;
    private final List<Problem> problems = new ArrayList<>();

    /** Says a key's values, over what was said of it before. */
    void set(Key key, List<Given> given) {
        values.put(key, List.copyOf(given));
    }

    /** What was said of a key; empty where nothing was. */
    List<Given> values(Key key) {
        return values.getOrDefault(key, List.of());
    }

    /** The same of a key that has one value; null where nothing was said. */
    @Nullable
    Given value(Key key) {
        var given = values(key);
        return given.isEmpty() ? null : given.getLast();
    }

    /** Kafka client properties. */
    Map<String, Given> kafka() {
        return kafka;
    }

    List<MarkerDraft> markers() {
        return markers;
    }

    /** By name. */
    Map<String, ReceiverDraft> receivers() {
        return receivers;
    }

    /** The outermost route; null where there is none. */
    @Nullable
    RouteDraft route() {
        return route;
    }

    void route(RouteDraft outermost) {
        route = outermost;
    }

    List<Problem> problems() {
        return problems;
    }

    void problem(String where, String key, String reason) {
        problems.add(new Problem(where, key, null, reason));
    }

    void problem(Given given, String key, String reason) {
        problems.add(new Problem(given.where(), key, given.value(), reason));
    }
}
