package io.lastwords.cli.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A receiver as far as it has been said: the file first, then the variables over it. */
final class ReceiverDraft {
    private final String name;
    private final ReceiverKind kind;
    private final String where;
    private final Map<String, List<Given>> fields = new LinkedHashMap<>();

    ReceiverDraft(String name, ReceiverKind kind, String where) {
        this.name = name;
        this.kind = kind;
        this.where = where;
    }

    String name() {
        return name;
    }

    ReceiverKind kind() {
        return kind;
    }

    String where() {
        return where;
    }

    void set(String field, List<Given> values) {
        fields.put(field, List.copyOf(values));
    }

    /** What was said of a field; empty where nothing was. */
    List<Given> get(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** How a problem names a field. */
    String key(String field) {
        return "receivers." + name + "." + kind.label() + "." + field;
    }
}
