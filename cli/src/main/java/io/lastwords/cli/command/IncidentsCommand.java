package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Spelling;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.notice.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code incidents}: what is in the topics; and what a person says of it. */
@Command(
        name = "incidents",
        description = "List the incidents, show one whole, or say that its cause is wrong.",
        footer = {"", "From the Kafka of the running ./lastwords watch, or the one that --bootstrap-servers names."})
final class IncidentsCommand implements Callable<Integer> {
    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "An incident's ID, or how it begins.")
    private @Nullable String id;

    @Option(names = "--json", description = "One JSON document a line.")
    private boolean json;

    @Option(names = "--wrong", paramLabel = "CAUSE", description = "Say that this is not the cause.")
    private @Nullable String wrong;

    @Option(names = "--really", paramLabel = "CAUSE", description = "With --wrong: what the cause was.")
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
        var incidents = KnownIncidents.read(context, kafka);
        if (id == null) {
            list(incidents.all().stream()
                    .sorted(Comparator.comparing(IncidentsCommand::since))
                    .toList());
            return 0;
        }
        var incident = incidents.find(id);
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
        cause("--wrong", wrong, problems);
        cause("--really", really, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static void cause(String option, @Nullable String cause, List<Problem> problems) {
        var known = Arrays.stream(CauseName.values()).map(CauseName::label).toList();
        if (cause != null && !known.contains(cause)) {
            problems.add(new Problem(option, "", cause, "is no cause" + Spelling.suggestion(cause, known)));
        }
    }

    private void list(List<Diagnosis> incidents) {
        for (var incident : incidents) {
            context.out().println(json ? Json.text(incident) : line(incident));
        }
        if (incidents.isEmpty() && !json) {
            context.say("there is no incident");
        }
    }

    private static String line(Diagnosis incident) {
        var workload = incident.workload();
        var sample = incident.sample();
        var hosts = String.join(", ", incident.hosts());
        var what =
                workload != null ? workload.id() : sample != null ? sample.image() + " on " + hosts : "host " + hosts;
        var resolution = incident.resolution();
        var cause = incident.causes().getFirst();
        return "%s  %s  %-9s  %s: %s (%s)"
                .formatted(
                        incident.incident(),
                        Wording.time(since(incident)),
                        resolution == null ? "open" : resolution.name().toLowerCase(Locale.ROOT),
                        Plain.line(what, 120),
                        Plain.line(cause.cause(), 80),
                        Wording.confidence(cause.confidence()));
    }

    private static Instant since(Diagnosis incident) {
        return Objects.requireNonNullElse(incident.openedAt(), incident.updatedAt());
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
