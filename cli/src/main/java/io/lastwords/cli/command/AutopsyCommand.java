package io.lastwords.cli.command;

import io.lastwords.analyzer.Autopsy;
import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.LiveIncident;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Settings;
import io.lastwords.collector.Bedside;
import io.lastwords.collector.EngineUnavailableException;
import io.lastwords.collector.NoSuchImageException;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code autopsy}: one container, now, with nothing running. */
@Command(
        name = "autopsy",
        description = {
            "Say why one container died, from what the engine still knows of it.",
            "Needs no Kafka and nothing running; exit status 0 whatever it finds, unless --exit-code is given.",
            "Where the Kafka of ./lastwords watch or of --bootstrap-servers answers, the incident has its ID from there."
        })
final class AutopsyCommand implements Callable<Integer> {
    private static final int FOUND = 1;

    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @ArgGroup(multiplicity = "1")
    private Patient patient = new Patient();

    @Option(
            names = "--against",
            paramLabel = "IMAGE",
            description = "An image to compare its program with: one that worked, or the one before a rebuild.")
    private @Nullable String against;

    @Option(names = "--json", description = "The diagnosis as one line of JSON.")
    private boolean json;

    @Option(names = "--exit-code", description = "Exit with 1 where a cause was found.")
    private boolean exitCode;

    private final Context context;

    /** Who is on the table. */
    private static final class Patient {
        @Parameters(
                paramLabel = "CONTAINER",
                arity = "1",
                description = "Its name, or its ID or the beginning of it; in any state.")
        private @Nullable String container;

        @Option(
                names = "--image",
                paramLabel = "IMAGE",
                description = "An image instead, before it is deployed: what its command would run into.")
        private @Nullable String image;
    }

    AutopsyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var settings = running.settings(context, engine, analysis);
        if (settings.dockerHosts().size() > 1) {
            throw new InvalidSettingsException(List.of(new Problem(
                    "--docker-host", "", null, "names several engines: an autopsy is at one, so give its address")));
        }
        var diagnosis = underItsLiveName(Autopsy.of(story(settings), settings.recoverAfter()), settings);
        Views.show(context, json, diagnosis);
        return exitCode && explained(diagnosis) ? FOUND : 0;
    }

    private static boolean explained(Diagnosis diagnosis) {
        return !diagnosis.causes().isEmpty()
                && !diagnosis.causes().getFirst().cause().equals(CauseName.UNEXPLAINED.label());
    }

    /** A ticket and a notice of the same trouble are to have one ID, though they may not reach back to the same end. */
    private Diagnosis underItsLiveName(Diagnosis diagnosis, Settings settings) {
        var workload = diagnosis.workload();
        if (workload == null || diagnosis.incident() == null || patient.image != null) {
            return diagnosis;
        }
        try {
            var kafka = ClusterOptions.answering(settings);
            return kafka.isEmpty()
                    ? diagnosis
                    : LiveIncident.of(kafka.get(), workload.id())
                            .map(diagnosis::withIncident)
                            .orElse(diagnosis);
        } catch (Failure e) {
            context.say("the incident's live ID is not known: " + e.getMessage());
            return diagnosis;
        }
    }

    private List<JournalEvent> story(Settings settings) throws Failure, InterruptedException {
        try (var bedside = Bedside.at(
                settings.dockerHosts().getFirst().address(),
                settings.dockerHosts().getFirst().certificates(),
                settings.hostName(),
                settings.markers(),
                settings.throwaway(),
                context.clock())) {
            String image = patient.image;
            if (image != null) {
                return bedside.ofImage(image, against);
            }
            String container = String.valueOf(patient.container);
            return bedside.story(container, against)
                    .orElseThrow(() ->
                            new Failure("there is no container '" + container + "' on this engine: see docker ps -a"));
        } catch (NoSuchImageException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (EngineUnavailableException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure("the engine did not answer: " + e.getMessage(), e);
        }
    }
}
