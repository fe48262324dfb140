package io.lastwords.cli.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The {@code LASTWORDS_*} variables. Each may also be given as {@code ..._FILE}; an empty one counts as not set. */
final class EnvironmentSource {
    private static final String PREFIX = "LASTWORDS_";
    private static final String KAFKA = PREFIX + "KAFKA_";
    static final String BOOTSTRAP_SERVERS = PREFIX + "BOOTSTRAP_SERVERS";
    static final String CONFIG = PREFIX + "CONFIG";

    /**
     * What Kubernetes puts in for a service named lastwords; and what the launcher, the tests, docker-compose.yml and
     * the stack of a swarm read.
     */
    private static final Pattern NOT_OURS = Pattern.compile(
            "LASTWORDS_(SERVICE_(HOST|PORT.*)|PORT|PORT_\\d.*|JAVA_OPTS|FULL|REQUIRE_DOCKER|DOCKER_SOCKET|(PROXY_)?IMAGE)");

    private final Map<String, String> environment;
    private final Draft draft;

    EnvironmentSource(Map<String, String> environment, Draft draft) {
        this.environment = environment;
        this.draft = draft;
    }

    void read() {
        var left = ours();
        for (var key : Key.values()) {
            take(left, key.variable()).ifPresent(given -> draft.set(key, key.many() ? split(given) : List.of(given)));
        }
        take(left, BOOTSTRAP_SERVERS).ifPresent(given -> draft.kafka().put("bootstrap.servers", given));
        left.remove(CONFIG);
        for (var kind : ReceiverKind.values()) {
            receiver(left, kind);
        }
        for (var name : List.copyOf(left.keySet())) {
            if (name.startsWith(KAFKA)) {
                var plain = name.endsWith("_FILE") ? name.substring(0, name.length() - 5) : name;
                take(left, plain).ifPresent(given -> draft.kafka().put(property(plain), given));
            }
        }
        for (var unknown : left.keySet()) {
            draft.problem(unknown, "", "unknown variable" + Spelling.suggestion(unknown, known()));
        }
    }

    private Map<String, String> ours() {
        var ours = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)
                    && !value.isBlank()
                    && !NOT_OURS.matcher(name).matches()) {
                ours.put(name, value);
            }
        });
        return ours;
    }

    private Optional<Given> take(Map<String, String> left, String variable) {
        var file = left.remove(variable + "_FILE");
        var value = left.remove(variable);
        if (file != null && value != null) {
            draft.problem(variable + "_FILE", "", "and " + variable + " are both set: keep one");
            return Optional.empty();
        }
        if (file != null) {
            return ValueFile.secret(new Given(file, variable + "_FILE"), "", draft);
        }
        return Optional.ofNullable(value).map(text -> new Given(text, variable));
    }

    private void receiver(Map<String, String> left, ReceiverKind kind) {
        for (var field : kind.fields()) {
            var variable = field.variable();
            var given = variable == null ? Optional.<Given>empty() : take(left, variable);
            if (variable == null || given.isEmpty()) {
                continue;
            }
            var receiver = draft.receivers()
                    .computeIfAbsent(
                            kind.label(),
                            name -> new ReceiverDraft(name, kind, given.get().where()));
            if (receiver.kind() == kind) {
                receiver.set(field.key(), field.many() ? split(given.get()) : List.of(given.get()));
            } else {
                draft.problem(
                        variable,
                        "",
                        "is for the receiver named '" + kind.label() + "', which is of another kind at "
                                + receiver.where());
            }
        }
    }

    /** At commas; a file of several lines has one a line, and each may have commas. */
    private static List<Given> split(Given list) {
        return Arrays.stream(list.value().split(list.value().contains("\n") ? "\n" : ","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> new Given(part, list.where()))
                .toList();
    }

    private static String property(String variable) {
        return variable.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static List<String> known() {
        var known = new ArrayList<String>();
        for (var key : Key.values()) {
            known.add(key.variable());
        }
        known.add(BOOTSTRAP_SERVERS);
        known.add(CONFIG);
        for (var kind : ReceiverKind.values()) {
            kind.fields().forEach(field -> Optional.ofNullable(field.variable()).ifPresent(known::add));
        }
        return known;
    }
}
