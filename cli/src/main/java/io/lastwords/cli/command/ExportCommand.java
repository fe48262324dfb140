package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicReader;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingWriter;
import io.lastwords.cli.recording.Redaction;
import io.lastwords.cli.replay.Answers;
import io.lastwords.cli.replay.Extract;
import io.lastwords.cli.settings.Durations;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Settings;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: one incident as a file that anybody can replay. */
@Command(
        name = "export",
        description = {
            "Write an incident's journal as one file, which 'replay FILE' diagnoses with no Docker and no Kafka.",
            "In it is all that the journal still has of the workload, up to the end of the incident."
        },
        footer = {"", "The format is in docs/recordings.md. Container output is in the file: see --redact."})
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Parameters(index = "0", paramLabel = "INCIDENT", description = "An incident's ID, or how it begins.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write, by habit NAME.jsonl.gz.")
    private Path file = Path.of("");

    @Option(
            names = "--redact",
            description = {
                "Mask hosts, names, registries, addresses and the host's paths, the same thing always by the same mask,",
                "so that the same is diagnosed."
            })
    private boolean redact;

    @Option(
            names = "--look-back",
            paramLabel = "TIME",
            description = "How long before the incident to begin, like 1d; default: with all that is there.")
    private @Nullable String lookBack;

    @Option(
            names = "--expected",
            paramLabel = "CAUSE",
            completionCandidates = CauseNames.class,
            description = "Note in the file what the cause really is, for 'replay --compare'.")
    private @Nullable String expected;

    @Option(names = "--title", paramLabel = "TEXT", description = "Note in the file what it shows.")
    private String title = "";

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    private final Context context;

    ExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var back = check();
        var settings = running.settings(context, analysis);
        if (Files.exists(file) && !force) {
            throw new Failure(file + " is there already (--force writes over it)");
        }
        var kafka = ClusterOptions.running(settings);
        var recording = recording(KnownIncidents.find(context, kafka, id), kafka, settings, back);
        var written = redact ? Redaction.of(recording) : recording;
        RecordingWriter.write(file, written);
        written.header().missing().forEach(context::say);
        context.out()
                .println("wrote " + written.entries().size() + " records of "
                        + written.header().workload() + " to " + file + " (to see it: ./lastwords replay " + file
                        + ")");
        return 0;
    }

    private Recording recording(
            Diagnosis incident, Map<String, String> kafka, Settings settings, @Nullable Duration back) throws Failure {
        var workload = incident.workload();
        if (workload == null) {
            throw new Failure("incident " + incident.incident() + " is not one workload's: export its members, "
                    + String.join(", ", incident.members()));
        }
        var extract = new Extract(workload.id(), String.valueOf(incident.incident()), settings.recoverAfter());
        Instant opened = incident.openedAt();
        var begin = back == null || opened == null ? null : opened.minus(back);
        try (var journal = TopicReader.open(kafka, Topics.JOURNAL, begin, null)) {
            try (var progress = context.progress(false, "export", "records", journal.size())) {
                journal.read(taken -> {
                    extract.take(taken);
                    progress.at(journal.done());
                });
            }
            var verdict = verdict(kafka, String.valueOf(incident.incident()));
            var really = expected != null || verdict == null ? expected : verdict.really();
            var revisions = new ArrayList<Diagnosis>();
            Comparing.published(context, kafka, (diagnosis, appended) -> {
                if (diagnosis.isOf(workload.id())) {
                    revisions.add(diagnosis);
                }
            });
            var recorded = Answers.of(revisions).said();
            return extract.recording(
                    "lastwords " + Version.own(), title, recorded, really, verdict, journal.fromTheFirst());
        }
    }

    private @Nullable Verdict verdict(Map<String, String> kafka, String incident) throws Failure {
        var value = new TopicTable(kafka, Topics.VERDICTS).read().get(incident);
        try {
            return value == null ? null : Json.read(value, Verdict.class);
        } catch (IOException e) {
            context.say("skipped a record of " + Topics.VERDICTS + " that is no verdict: " + incident);
            return null;
        }
    }

    private @Nullable Duration check() throws InvalidSettingsException {
        var problems = new ArrayList<Problem>();
        CauseNames.check("--expected", expected, problems, Header.HEALTHY);
        var back = lookBack == null ? null : Durations.parse(lookBack).orElse(null);
        if (lookBack != null && back == null) {
            problems.add(new Problem("--look-back", "", lookBack, "is no duration: write it like 2h or 1d"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(List.copyOf(problems));
        }
        return back;
    }
}
