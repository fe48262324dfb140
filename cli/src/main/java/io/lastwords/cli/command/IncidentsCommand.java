package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.story.Story;
import io.lastwords.cli.terminal.IncidentTable;
import io.lastwords.cli.terminal.Timeline;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code incidents}: what is in the topics; and what a person says of it. */
@Command(
        name = "incidents",
        description = "List the incidents, tell the whole story of one, or say that its cause is wrong.",
        footer = {"", "From the Kafka of the running ./lastwords watch, or the one that --bootstrap-servers names."})
final class IncidentsCommand implements Callable<Integer> {
    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "An incident's ID, or how it begins.")
    private @Nullable String id;

    @Mixin
    private final IncidentFilters filters = new IncidentFilters();

    @Option(names = "--all", description = "With an ID: each death and each look, however many are alike.")
    private boolean all;

    @Option(names = "--watch", description = "Keep the table on the terminal up to date, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--json", description = "One JSON document a line.")
    private boolean json;

    @Option(
            names = "--wrong",
            paramLabel = "CAUSE",
            completionCandidates = CauseNames.class,
            description = "Say that this is not the cause.")
    private @Nullable String wrong;

    @Option(
            names = "--really",
            paramLabel = "CAUSE",
            completionCandidates = CauseNames.class,
            description = "With --wrong: what the cause was.")
    private @Nullable String really;

    @Option(names = "--comment", paramLabel = "TEXT", description = "With --wrong: whatever else there is to say.")
    private String comment = "";

    private final Context context;

    IncidentsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var kafka = running.kafka(context);
        check();
        var filter = filters.filter(context.clock());
        if (watch) {
            IncidentWatch.run(context, kafka, filter);
            return 0;
        }
        if (id != null && wrong == null && !json) {
            tell(new Stories(context, kafka).read(id));
            return 0;
        }
        if (id == null) {
            UnaryOperator<Diagnosis> part = json ? UnaryOperator.identity() : Diagnosis::brief;
            list(KnownIncidents.read(context, kafka, filter, part).all().stream()
                    .sorted(IncidentTable.NEWEST_FIRST)
                    .toList());
            return 0;
        }
        var incident = KnownIncidents.find(context, kafka, id);
        if (wrong == null) {
            Views.show(context, json, incident);
        } else {
            record(kafka, incident, wrong);
        }
        return 0;
    }

    private void check() throws InvalidSettingsException {
        var problems = new ArrayList<Problem>();
        if (wrong == null && (really != null || !comment.isEmpty())) {
            problems.add(new Problem(really == null ? "--comment" : "--really", "", null, "goes with --wrong only"));
        }
        if (wrong != null && id == null) {
            problems.add(new Problem("--wrong", "", null, "needs the incident's ID (see ./lastwords incidents)"));
        }
        if (id != null && filters.given()) {
            problems.add(new Problem("incidents ID", "", null, "takes no filters: it shows this one"));
        }
        if (watch && (id != null || json)) {
            problems.add(new Problem("--watch", "", null, "is for the table: it goes with no ID and without --json"));
        } else if (watch && !context.screen().terminal()) {
            problems.add(new Problem(
                    "--watch",
                    "",
                    null,
                    "needs a terminal, and there is none here; for a program: ./lastwords incidents --json"));
        }
        if (all && id == null) {
            problems.add(new Problem("--all", "", null, "goes with an incident's ID only: the table has all anyway"));
        }
        CauseNames.check("--wrong", wrong, problems);
        CauseNames.check("--really", really, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private void tell(Story story) {
        Timeline.lines(story, context.screen(), context.clock(), all).forEach(context.out()::println);
    }

    private void list(List<Diagnosis> incidents) {
        if (json) {
            incidents.forEach(incident -> context.out().println(Json.text(incident)));
        } else if (incidents.isEmpty()) {
            context.say(filters.given() ? "there is no such incident" : "there is no incident");
        } else {
            IncidentTable.lines(incidents, context.screen(), context.clock()).forEach(context.out()::println);
            if (context.screen().terminal()) {
                context.say("one of them whole: ./lastwords incidents ID");
            }
        }
    }

    private void record(Map<String, String> kafka, Diagnosis incident, String cause)
            throws Failure, InterruptedException {
        var verdict = new Verdict(
                Verdict.SCHEMA,
                String.valueOf(incident.incident()),
                incident.revision(),
                cause,
                really,
                context.user(),
                comment,
                context.clock().instant());
        new TopicTable(kafka, Topics.VERDICTS).write(verdict.incident(), Json.bytes(verdict));
        context.out()
                .println("noted: the cause of " + verdict.incident() + " was not " + cause
                        + (really == null ? "" : ", but " + really));
    }
}
