package io.lastwords.cli.command;

import io.lastwords.cli.kafka.Difference;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.kafka.TopicState;
import io.lastwords.model.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The topics as a table for a person, and a line for each thing that differs. */
record TopicPage(List<TopicState> there, List<Difference> differences) {
    private static final List<String> SETTINGS =
            List.of("cleanup.policy", "retention.ms", "retention.bytes", "min.insync.replicas", "max.message.bytes");

    static List<String> names() {
        return Topics.all().stream().map(Topics.Topic::name).toList();
    }

    Stream<String> lines() {
        var rows = new ArrayList<List<String>>();
        rows.add(Stream.concat(Stream.of("topic", "partitions", "replication.factor"), SETTINGS.stream())
                .toList());
        for (var name : names()) {
            rows.add(there.stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .map(TopicPage::row)
                    .orElse(List.of(name, "missing")));
        }
        return Stream.concat(table(rows), differences.stream().map(TopicPage::line));
    }

    /** What to do about them. */
    static String advice(List<Difference> differences) {
        var advice = new ArrayList<String>();
        if (differences.stream().anyMatch(one -> one.is().isEmpty())) {
            advice.add("--create makes what is missing");
        }
        if (differences.stream().anyMatch(TopicSetup::alterable)) {
            advice.add("--alter gives what is there the settings that are wanted");
        }
        long breaking = differences.stream().filter(Difference::breaks).count();
        return differences.size() + " differ" + (breaking == 0 ? ", none so that it would break" : "")
                + (advice.isEmpty() ? "" : ": ./lastwords topics " + String.join(", ", advice));
    }

    private static String line(Difference one) {
        var kind = one.breaks() ? "breaks: " : "differs: ";
        return one.is().isEmpty()
                ? kind + one.topic() + " is missing"
                : kind + one.topic() + ": " + one.setting() + " is " + amount(one.setting(), one.is()) + ", wanted is "
                        + amount(one.setting(), one.wanted()) + ": " + one.because();
    }

    private static List<String> row(TopicState topic) {
        return Stream.concat(
                        Stream.of(topic.name(), "" + topic.partitions(), "" + topic.replicas()),
                        SETTINGS.stream().map(setting -> kept(topic, setting)))
                .toList();
    }

    /** How long a compacted topic keeps a record is no matter of its age or size. */
    private static String kept(TopicState topic, String setting) {
        return setting.startsWith("retention.")
                        && !topic.setting("cleanup.policy").contains("delete")
                ? "-"
                : amount(setting, topic.setting(setting));
    }

    private static Stream<String> table(List<List<String>> rows) {
        return rows.stream().map(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .filter(other -> other.size() > column)
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
            }
            return line.toString().stripTrailing();
        });
    }

    /** A number as people say it where nothing is lost by it. */
    private static String amount(String setting, String value) {
        if (!value.matches("\\d{4,18}")) {
            return value.equals("-1") && setting.startsWith("retention.") ? "no limit" : value;
        }
        long number = Long.parseLong(value);
        if (setting.endsWith(".ms")) {
            return whole(number, value, new long[] {86_400_000, 3_600_000, 60_000, 1000}, "d", "h", "m", "s");
        }
        return setting.endsWith(".bytes") && !setting.startsWith("max.")
                ? whole(number, value, new long[] {1 << 30, 1 << 20, 1 << 10}, " GiB", " MiB", " KiB")
                : value;
    }

    private static String whole(long number, String value, long[] units, String... names) {
        for (int i = 0; i < units.length; i++) {
            if (number % units[i] == 0) {
                return number / units[i] + names[i];
            }
        }
        return value;
    }
}
