package io.lastwords.notifier.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a template may name; docs/configuration.md explains each. */
@SuppressWarnings("ImmutableEnumChecker") // the list is an unmodifiable one
enum Field {
    TITLE("title"),
    NAME("name"),
    HOST("host"),
    HAPPENED("happened"),
    HEADLINE("headline"),
    FACTS("facts", Shape.TEXTS),
    CAUSE("cause", Shape.GROUP, "label", "confidence", "summary", "others"),
    EVIDENCE("evidence", Shape.TEXTS),
    EVIDENCE_TITLE("evidenceTitle"),
    RULED_OUT("ruledOut", Shape.TEXTS),
    FIX("fix", Shape.TEXTS),
    FIX_TITLE("fixTitle"),
    LAST_WORDS("lastWords"),
    ANSWERS("answers", Shape.GROUPS, "what", "command"),
    FOOTER("footer", Shape.TEXTS),
    MOOD("mood"),
    NOTICE("notice"),
    STATUS("status"),
    SEVERITY("severity"),
    SCOPE("scope"),
    INCIDENT("incident"),
    WORKLOAD("workload"),
    CONTAINER("container"),
    IMAGE("image"),
    INDENT("indent", Shape.WORK),
    UPPER("upper", Shape.WORK);

    /** How it can be used. */
    enum Shape {
        TEXT,
        TEXTS,
        /** Texts with names, or nothing. */
        GROUP,
        GROUPS,
        /** Does something with what stands between its tags. */
        WORK
    }

    private final String label;
    private final Shape shape;
    private final List<String> inner;

    Field(String label) {
        this(label, Shape.TEXT);
    }

    Field(String label, Shape shape, String... inner) {
        this.label = label;
        this.shape = shape;
        this.inner = List.of(inner);
    }

    /** The word in the template. */
    String label() {
        return label;
    }

    Shape shape() {
        return shape;
    }

    /** The names of a group's texts. */
    List<String> inner() {
        return inner;
    }

    static Optional<Field> of(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }

    /** Every name, wherever in a template it may stand. */
    static List<String> names() {
        return Arrays.stream(values())
                .flatMap(field -> field.shape == Shape.GROUP
                        ? Stream.concat(
                                Stream.of(field.label), field.inner.stream().map(name -> field.label + "." + name))
                        : Stream.of(field.label))
                .toList();
    }
}
