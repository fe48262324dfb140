package io.lastwords.cli.command;

import io.lastwords.analyzer.Analyzer;
import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.cli.demo.Apart;
import io.lastwords.cli.demo.BuiltIn;
import io.lastwords.cli.demo.Player;
import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.kafka.TemporaryFolder;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.cli.service.AnalyzerService;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.terminal.DiagnosisFeed;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code demo}: recorded containers go through the same Kafka and the same analyzer as living ones. It uses a Kafka of
 * its own whatever the settings say, and notifies nobody.
 */
@Command(
        name = "demo",
        description = "Show the diagnoses of recorded containers: a first look where there is no Docker.")
final class DemoCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Recordings to play instead of the built-in ones.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Keep the data here; default: a temporary folder.")
    private @Nullable Path dataDir;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the embedded Kafka on 127.0.0.1; default: a free one.")
    private int kafkaPort;

    @Option(names = "--json", description = "Every revision as one line of JSON.")
    private boolean json;

    private final Context context;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        if (kafkaPort < 0 || kafkaPort > LAST_PORT) {
            throw new InvalidSettingsException(List.of(new Problem(
                    "--kafka-port", "", "" + kafkaPort, "is no port: a number from 0, a free one, to " + LAST_PORT)));
        }
        var recordings = Apart.of(recordings());
        try (var session = Session.open()) {
            var folder = dataDir == null ? session.keep(TemporaryFolder.make()).path() : dataDir.toAbsolutePath();
            var data = session.keep(DataDirectory.take(folder));
            LogFile.open(folder.resolve("lastwords.log"), context::say);
            var kafka = session.keep(EmbeddedKafka.start(data, kafkaPort));
            var client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            TopicSetup.ensure(client);
            var view = Views.of(context, json);
            var feed = session.keep(DiagnosisFeed.open(client, view, context::say));
            var player = session.keep(new Player(client));
            context.say("playing " + recordings.size() + " recordings, Kafka on " + kafka.bootstrapServers());
            player.play(recordings);
            session.start(List.of(new AnalyzerService(
                    new AnalyzerSettings(Duration.ofSeconds(60), client, folder.resolve("streams"), "demo"))));
            while (!player.consumedBy(Analyzer.APPLICATION_ID)) {
                session.awaitEnd(Duration.ofMillis(50));
            }
            feed.drain(player.end(Topics.DIAGNOSES));
            context.say("shown: " + view.printed() + " notices; recordings played: " + recordings.size()
                    + "; ./lastwords watch does it with your own containers");
        }
        return 0;
    }

    private List<Recording> recordings() throws Failure {
        if (files.isEmpty()) {
            return BuiltIn.recordings();
        }
        var recordings = new ArrayList<Recording>();
        for (var file : files) {
            recordings.add(RecordingReader.read(file));
        }
        return recordings;
    }
}
