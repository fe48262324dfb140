package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.settings.Durations;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.model.diagnosis.Silence;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.notice.Wording;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code silence}: what nobody wants to hear of for a while. */
@Command(
        name = "silence",
        description = "Say what nobody is to be told of for a while.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "In the Kafka of the running ./lastwords watch, or in the one that --bootstrap-servers names."})
final class SilenceCommand {
    private SilenceCommand() {}

    static picocli.CommandLine withCommands(Context context) {
        return new picocli.CommandLine(new SilenceCommand())
                .addSubcommand(new Add(context))
                .addSubcommand(new ListAll(context))
                .addSubcommand(new Expire(context));
    }

    private static TopicTable topic(Context context, RunningOptions running) throws InvalidSettingsException {
        return new TopicTable(running.kafka(context), Topics.SILENCES);
    }

    private static List<Silence> read(TopicTable topic, Context context) throws Failure {
        var silences = new ArrayList<Silence>();
        topic.read().forEach((id, value) -> {
            try {
                silences.add(Json.read(value, Silence.class));
            } catch (IOException e) {
                context.say("skipped a record of " + Topics.SILENCES + " that is no silence: " + id);
            }
        });
        silences.sort(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id));
        return silences;
    }

    /** {@code silence add}. */
    @Command(
            name = "add",
            description = {
                "Tell nobody of what fits all matchers.",
                "What was told before is still told to be over; what is still open when the silence ends is told then."
            })
    static final class Add implements Callable<Integer> {
        /** Beyond it no reader takes a time. */
        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        @Mixin
        private final RunningOptions running = new RunningOptions();

        @Parameters(
                arity = "1..*",
                paramLabel = "FIELD=VALUE",
                description = "workload, image, host, cause, severity, scope, incident or label.NAME; * and ? stand for"
                        + " anything, /REGEX/ is a regular expression.")
        private List<String> matchers = List.of();

        @Option(names = "--for", required = true, paramLabel = "TIME", description = "How long: 30m, 2h, 7d.")
        private String time = "";

        @Option(names = "--comment", paramLabel = "TEXT", description = "Why, for the others.")
        private String comment = "";

        private final Context context;

        Add(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
            var topic = topic(context, running);
            var problems = new ArrayList<Problem>();
            for (var matcher : matchers) {
                try {
                    var unused = Matcher.parse(matcher);
                } catch (IllegalArgumentException e) {
                    problems.add(new Problem("silence add", "", matcher, String.valueOf(e.getMessage())));
                }
            }
            var duration = Durations.parse(time).filter(given -> !given.isZero());
            if (duration.isEmpty()) {
                problems.add(new Problem("--for", "", time, "is no duration: write it like 30m, 2h or 7d"));
            }
            var now = context.clock().instant();
            if (duration.isPresent() && !now.plus(duration.get()).isBefore(END)) {
                problems.add(new Problem("--for", "", time, "is too long: it must end before the year 10000"));
            }
            if (!problems.isEmpty() || duration.isEmpty()) {
                throw new InvalidSettingsException(problems);
            }
            var silence =
                    new Silence(Silence.SCHEMA, id(), matchers, context.user(), comment, now, now.plus(duration.get()));
            topic.write(silence.id(), Json.bytes(silence));
            context.out()
                    .println("silenced until " + Wording.time(silence.endsAt()) + ": " + String.join(" ", matchers)
                            + " (to end it: ./lastwords silence expire " + silence.id() + ")");
            return 0;
        }

        private static String id() {
            var bytes = new byte[4];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    /** {@code silence list}. */
    @Command(name = "list", description = "List the silences that hold.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final RunningOptions running = new RunningOptions();

        @Option(names = "--all", description = "Those that are over too.")
        private boolean all;

        @Option(names = "--json", description = "One JSON document a line.")
        private boolean json;

        private final Context context;

        ListAll(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InvalidSettingsException, Failure {
            var now = context.clock().instant();
            var silences = read(topic(context, running), context).stream()
                    .filter(silence -> all || silence.holds(now))
                    .toList();
            for (var silence : silences) {
                context.out().println(json ? Json.text(silence) : line(silence));
            }
            if (silences.isEmpty() && !json) {
                context.say("nothing is silenced");
            }
            return 0;
        }

        private static String line(Silence silence) {
            var by = silence.createdBy().isEmpty() ? "" : ", by " + silence.createdBy();
            var why = silence.comment().isEmpty() ? "" : ": " + silence.comment();
            return silence.id() + "  until " + Wording.time(silence.endsAt()) + "  "
                    + String.join(" ", silence.matchers()) + by + why;
        }
    }

    /** {@code silence expire}. */
    @Command(name = "expire", description = "End a silence now; what it kept back and is still open is told.")
    static final class Expire implements Callable<Integer> {
        @Mixin
        private final RunningOptions running = new RunningOptions();

        @Parameters(paramLabel = "ID", description = "As silence list shows it.")
        private @Nullable String id;

        private final Context context;

        Expire(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
            var topic = topic(context, running);
            var now = context.clock().instant();
            var found = read(topic, context).stream()
                    .filter(silence -> silence.id().equals(id))
                    .findFirst();
            if (found.isEmpty()) {
                throw new Failure("there is no silence " + id + " (see ./lastwords silence list)");
            }
            if (!found.get().holds(now)) {
                context.out().println("it was over already: " + id);
                return 0;
            }
            topic.write(found.get().id(), Json.bytes(found.get().endingAt(now)));
            context.out()
                    .println("no longer silenced: "
                            + String.join(" ", found.get().matchers()));
            return 0;
        }
    }
}
