package io.lastwords.notifier.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One condition on a diagnosis: a field, and what it must be. That is a text, in which {@code *} and {@code ?} stand for
 * any characters and any one, or {@code /REGEX/} (RE2 syntax) that must match the whole. A field that a diagnosis does
 * not have matches nothing. Of a fleet's incident the fields are those that its workloads have in common.
 */
public final class Matcher {
    private static final String LABEL = "label.";
    private static final String HOST = "host";
    private static final String WORKLOAD = "workload";

    private static final Map<String, Function<Diagnosis, Stream<@Nullable String>>> FIELDS = Map.of(
            WORKLOAD,
            Matcher::workload,
            "image",
            diagnosis -> workload(diagnosis, Diagnosis.Workload::image),
            HOST,
            Matcher::hosts,
            "cause",
            diagnosis -> diagnosis.causes().stream().limit(1).map(Diagnosis.Cause::cause),
            "severity",
            diagnosis -> Stream.of(word(diagnosis.severity())),
            "scope",
            diagnosis -> Stream.of(word(diagnosis.scope())),
            "incident",
            diagnosis -> Stream.ofNullable(diagnosis.incident()));

    private final String field;
    private final String expected;
    private final Pattern pattern;

    private Matcher(String field, String expected, Pattern pattern) {
        this.field = field;
        this.expected = expected;
        this.pattern = pattern;
    }

    /**
     * A condition on a field.
     *
     * @throws IllegalArgumentException whose message goes after the value, where that cannot be matched with
     */
    public static Matcher of(String field, String expected) {
        if (!isField(field)) {
            throw new IllegalArgumentException(
                    "cannot be matched: there is no field '" + field + "'; there are " + String.join(", ", fields()));
        }
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("is empty, which nothing would match");
        }
        try {
            return new Matcher(field, expected, Pattern.compile(regex(expected), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription());
        }
    }

    /**
     * A condition as it is written on a command line: {@code FIELD=VALUE}.
     *
     * @throws IllegalArgumentException whose message goes after the text
     */
    public static Matcher parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("is no matcher: it must look like workload=NAME");
        }
        return of(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Whether a diagnosis has such a field, or could have such a label. */
    public static boolean isField(String field) {
        return FIELDS.containsKey(field) || (field.startsWith(LABEL) && field.length() > LABEL.length());
    }

    /** What there is, for a person. */
    public static List<String> fields() {
        return Stream.concat(FIELDS.keySet().stream().sorted(), Stream.of(LABEL + "NAME"))
                .toList();
    }

    private static String regex(String expected) {
        if (expected.length() > 2 && expected.startsWith("/") && expected.endsWith("/")) {
            return expected.substring(1, expected.length() - 1);
        }
        var regex = new StringBuilder();
        expected.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return regex.toString();
    }

    /** Whether it is so of some of what a diagnosis is about: of any host of a fleet's. */
    public boolean matches(Diagnosis diagnosis) {
        return values(diagnosis).anyMatch(this::is);
    }

    /** Whether it is so of all that a diagnosis is about: of each host of a fleet's. */
    public boolean matchesAll(Diagnosis diagnosis) {
        return matches(diagnosis) && (!field.equals(HOST) || values(diagnosis).allMatch(this::is));
    }

    /** Whether it asks for what each workload of a fleet has for itself. */
    public boolean isOfOneWorkload() {
        return field.equals(WORKLOAD) || field.startsWith(LABEL);
    }

    private Stream<@Nullable String> values(Diagnosis diagnosis) {
        return field.startsWith(LABEL)
                ? workload(diagnosis, workload -> workload.labels().get(field.substring(LABEL.length())))
                : FIELDS.getOrDefault(field, none -> Stream.empty()).apply(diagnosis);
    }

    private boolean is(@Nullable String value) {
        return value != null && pattern.matcher(value).matches();
    }

    /** By its ID, and by the names that notices give it. */
    private static Stream<@Nullable String> workload(Diagnosis diagnosis) {
        return Stream.of(
                        Stream.ofNullable(diagnosis.workload()).map(Diagnosis.Workload::id),
                        workload(diagnosis, Diagnosis.Workload::containerName),
                        workload(
                                diagnosis,
                                workload -> workload.composeProject() == null
                                        ? null
                                        : workload.composeProject() + "/" + workload.composeService()))
                .flatMap(Function.identity());
    }

    private static Stream<@Nullable String> workload(
            Diagnosis diagnosis, Function<Diagnosis.Workload, @Nullable String> field) {
        return Stream.ofNullable(diagnosis.sample()).map(field);
    }

    private static Stream<@Nullable String> hosts(Diagnosis diagnosis) {
        return diagnosis.hosts().stream().map(host -> host);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher matcher && matcher.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return field + "=" + expected;
    }
}
