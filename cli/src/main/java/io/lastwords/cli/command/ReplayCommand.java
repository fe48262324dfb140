package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicReader;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.cli.recording.RecordingWriter;
import io.lastwords.cli.replay.Answers;
import io.lastwords.cli.replay.Comparison;
import io.lastwords.cli.replay.Playback;
import io.lastwords.cli.replay.Reliability;
import io.lastwords.cli.replay.Selection;
import io.lastwords.cli.settings.Durations;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Settings;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: the same core over the past. Reads only, belongs to no group, notifies nobody. */
@Command(
        name = "replay",
        description = {
            "Diagnose the past again: what the journal of a Kafka holds, or recordings.",
            "Writes to no topic, belongs to no consumer group, notifies nobody; files need no Kafka and no Docker."
        },
        footer = {
            "",
            "TIME is like 2026-11-21T03:00:00Z, 2026-11-21T03:00, 2026-11-21, or 2h for two hours ago: when the journal",
            "took the record. What was before --from is read all the same, so that what was learned by then is known."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;
    private static final int LACKS_SHOWN = 20;

    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Recordings (see export) instead of a Kafka.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", description = "Tell from here on; default: all that is there.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Tell up to here; default: now.")
    private @Nullable String to;

    @Option(
            names = "--look-back",
            paramLabel = "TIME",
            description = "How long before --from to read, like 1d; default: all that is there.")
    private @Nullable String lookBack;

    @Option(names = "--workload", paramLabel = "GLOB", description = "Only these, like 'host1/shop/*'.")
    private @Nullable String workload;

    @Option(names = "--incident", paramLabel = "ID", description = "Only this incident, or those that begin so.")
    private @Nullable String incident;

    @Option(names = "--json", description = "Every revision as one line of JSON, in an order of their times.")
    private boolean json;

    @Option(
            names = "--compare",
            description = {
                "Tell only what is diagnosed otherwise than it was then, or than people said; exit with 1 where anything is.",
                "FILE may be a folder of recordings; without one: against the diagnoses in the topics."
            })
    private boolean compare;

    @Option(
            names = "--reliability",
            paramLabel = "FILE",
            description = "With --compare: write here how often each cause was right, by the confidence given.")
    private @Nullable Path reliability;

    @Option(
            names = "--accept",
            description =
                    "With --compare and recordings: note in them what is diagnosed now, to compare with from now on.")
    private boolean accept;

    private final Context context;

    ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var range = range();
        var settings = running.settings(context, analysis);
        if (files.isEmpty()) {
            var kafka = ClusterOptions.running(settings);
            var said = replayed(kafka, settings, range);
            return compare
                    ? judge(Comparing.topics(context, kafka, said, selection(), range.from(), range.to()))
                    : show(said);
        }
        var answers = new LinkedHashMap<Recording, Answers>();
        var said = new ArrayList<Diagnosis>();
        var recordings = Comparing.recordings(files);
        var lacks = new ArrayList<String>();
        try (var progress = context.progress(json, "replay", "recordings", recordings.size())) {
            int done = 0;
            for (var file : recordings) {
                var recording = RecordingReader.read(file);
                var playback = played(recording, settings);
                recording.header().missing().forEach(missing -> lacks.add(file + ": " + missing));
                said.addAll(playback.said());
                var answer = Answers.of(playback.said());
                answers.put(recording, answer);
                if (accept) {
                    RecordingWriter.write(file, recording.saying(answer.said()));
                }
                progress.at(++done);
            }
        }
        lacks.forEach(context::say);
        return compare ? judge(Comparison.of(answers)) : show(said);
    }

    private Selection selection() {
        return new Selection(workload, incident);
    }

    private List<Diagnosis> replayed(Map<String, String> kafka, Settings settings, Range range) throws Failure {
        var playback = new Playback(settings.recoverAfter(), selection(), range.from());
        try (var journal = TopicReader.open(kafka, Topics.JOURNAL, range.begin(), range.to())) {
            read(journal, playback);
            tell(playback, playback.lacked(journal.fromTheFirst()));
        }
        return playback.said();
    }

    private void read(TopicReader journal, Playback playback) throws Failure {
        try (var progress = context.progress(json, "replay", "records", journal.size())) {
            journal.read(taken -> {
                playback.take(taken);
                progress.at(journal.done());
            });
        }
    }

    private Playback played(Recording recording, Settings settings) {
        var recoverAfter = analysis.recoverAfter == null ? recording.header().recovering() : settings.recoverAfter();
        return Playback.of(recording, recoverAfter, selection());
    }

    private int judge(Comparison comparison) throws Failure {
        comparison.lines().forEach(context.out()::println);
        if (reliability != null) {
            try {
                Files.writeString(reliability, Reliability.page(comparison));
            } catch (IOException e) {
                throw new Failure("cannot write " + reliability + ": " + e, e);
            }
        }
        return comparison.differs() ? DIFFERS : 0;
    }

    /** What is asked for: read from {@code begin}, tell from {@code from}. */
    private record Range(
            @Nullable Instant begin,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private Range range() throws InvalidSettingsException {
        var problems = new ArrayList<Problem>();
        var begins = Times.parse("--from", from, context.clock(), problems);
        var ends = Times.parse("--to", to, context.clock(), problems);
        if (begins != null && ends != null && !begins.isBefore(ends)) {
            problems.add(new Problem("--to", "", to, "is not after --from"));
        }
        if (!files.isEmpty() && (from != null || to != null || lookBack != null)) {
            problems.add(
                    new Problem("--from, --to and --look-back", "", null, "are for a Kafka's journal, not for files"));
        }
        if (!compare && (reliability != null || accept)) {
            problems.add(new Problem(accept ? "--accept" : "--reliability", "", null, "goes with --compare only"));
        }
        if (accept && files.isEmpty()) {
            problems.add(new Problem("--accept", "", null, "needs recordings: what is in the topics stays"));
        }
        if (json && compare) {
            problems.add(new Problem("--json", "", null, "does not go with --compare"));
        }
        Instant begin = null;
        if (lookBack != null) {
            var back = Durations.parse(lookBack);
            if (back.isEmpty()) {
                problems.add(new Problem("--look-back", "", lookBack, "is no duration: write it like 2h or 1d"));
            } else if (begins == null) {
                problems.add(new Problem("--look-back", "", null, "goes with --from only"));
            } else {
                begin = begins.minus(back.get());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new Range(begin, begins, ends);
    }

    private void tell(Playback playback, List<String> lacked) {
        lacked.stream().limit(LACKS_SHOWN).forEach(context::say);
        if (lacked.size() > LACKS_SHOWN) {
            context.say("and " + (lacked.size() - LACKS_SHOWN) + " more of which the beginning is not known");
        }
        if (playback.unreadable() > 0) {
            context.say(playback.unreadable() + " records are left out, as the analyzer does: they are no events of the"
                    + " journal");
        }
        context.say("replayed " + playback.records() + " records");
    }

    private int show(List<Diagnosis> said) {
        long[] now = {0};
        var view = Views.replayed(context, json, () -> now[0]);
        for (var diagnosis : said) {
            var at = diagnosis.updatedAt();
            now[0] = Math.max(now[0], at.getEpochSecond() * 1_000_000_000L + at.getNano());
            view.tick(true);
            view.accept(diagnosis);
        }
        view.end();
        if (said.isEmpty() && !json) {
            context.say("there was no incident");
        }
        return 0;
    }
}
