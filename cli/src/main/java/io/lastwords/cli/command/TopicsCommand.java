package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.Difference;
import io.lastwords.cli.kafka.TopicCheck;
import io.lastwords.cli.kafka.TopicCheck.Counts;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.kafka.TopicState;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.model.topic.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics}: whether the topics are as Lastwords needs them. */
@Command(
        name = "topics",
        description = "Check the topics: what is there, and what differs from what is wanted; or make them.",
        footer = {
            "",
            "In the Kafka of the running ./lastwords watch, or in the one that --bootstrap-servers names.",
            "Exit status 1 where something differs that would break; nothing is ever deleted."
        })
final class TopicsCommand implements Callable<Integer> {
    private static final int BREAKS = 1;
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Option(names = "--create", description = "Make what is missing; what is there stays as it is.")
    private boolean create;

    @Option(names = "--alter", description = "Give what is there the settings that are wanted of it.")
    private boolean alter;

    @Option(names = "--partitions", paramLabel = "N", description = "How many are wanted; default: the cluster's own.")
    private @Nullable Integer partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "How many are wanted; default: the cluster's own.")
    private @Nullable Integer replicas;

    @Option(names = "--json", description = "One JSON document a line, one for each topic.")
    private boolean json;

    private final Context context;

    TopicsCommand(Context context) {
        this.context = context;
    }

    /** How one topic stands. */
    private record Standing(String topic, @Nullable TopicState is, List<Difference> differences) {}

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var kafka = running.kafka(context);
        var check = new TopicCheck(counts());
        List<TopicState> there;
        List<Difference> differences;
        try (var setup = TopicSetup.connect(kafka)) {
            there = setup.look();
            differences = check.of(there);
            if (change(setup, check.counts(), differences)) {
                there = settled(setup, check);
                differences = check.of(there);
            }
        }
        show(there, differences);
        return differences.stream().anyMatch(Difference::breaks) ? BREAKS : 0;
    }

    private Counts counts() throws InvalidSettingsException {
        var problems = new ArrayList<Problem>();
        var counts = new Counts(
                count("--partitions", partitions, Integer.MAX_VALUE, problems),
                count("--replication-factor", replicas, Short.MAX_VALUE, problems));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return counts;
    }

    private static Optional<Integer> count(String option, @Nullable Integer given, int most, List<Problem> problems) {
        if (given != null && (given < 1 || given > most)) {
            problems.add(new Problem(option, "", "" + given, "is no number of them: 1 at least"));
        }
        return Optional.ofNullable(given);
    }

    private boolean change(TopicSetup setup, Counts counts, List<Difference> differences)
            throws Failure, InterruptedException {
        boolean changed = false;
        if (create) {
            var made = setup.create(counts);
            made.forEach(topic -> context.say("made " + topic));
            changed = !made.isEmpty();
        }
        var wrong = differences.stream().filter(TopicSetup::alterable).toList();
        if (alter && !wrong.isEmpty()) {
            setup.alter(wrong);
            wrong.forEach(one -> context.say("set " + one.setting() + " of " + one.topic() + " to " + one.wanted()));
            changed = true;
        }
        return changed;
    }

    /** A cluster takes a moment until each of its brokers shows what was changed. */
    private List<TopicState> settled(TopicSetup setup, TopicCheck check) throws Failure, InterruptedException {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        var there = setup.look();
        while (System.nanoTime() < deadline && check.of(there).stream().anyMatch(this::underWay)) {
            Thread.sleep(PAUSE);
            there = setup.look();
        }
        return there;
    }

    private boolean underWay(Difference difference) {
        return TopicSetup.alterable(difference)
                ? alter
                : create && difference.is().isEmpty();
    }

    private void show(List<TopicState> there, List<Difference> differences) {
        if (json) {
            TopicPage.names().forEach(name -> context.out().println(Json.text(standing(name, there, differences))));
        } else {
            new TopicPage(there, differences).lines().forEach(context.out()::println);
        }
        if (differences.isEmpty()) {
            context.say("all topics are as they should be");
        } else {
            context.say(TopicPage.advice(differences));
        }
    }

    private static Standing standing(String name, List<TopicState> there, List<Difference> differences) {
        return new Standing(
                name,
                there.stream()
                        .filter(topic -> topic.name().equals(name))
                        .findFirst()
                        .orElse(null),
                differences.stream().filter(one -> one.topic().equals(name)).toList());
    }
}
