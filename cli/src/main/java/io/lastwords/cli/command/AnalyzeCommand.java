package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.settings.InvalidSettingsException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code analyze}: the analyzer alone, on an existing Kafka. */
@Command(name = "analyze", description = "Run the analyzer alone, on an existing Kafka.")
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Context context;

    AnalyzeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var settings = options.load(context, cluster, analysis, metrics);
        var kafka = ClusterOptions.external(settings);
        try (var session = Session.open()) {
            var data = session.keep(DataDirectory.take(settings.dataDir().resolve("analyze")));
            var ready = MetricsOptions.serve(settings, session);
            LogFile.open(data.path().resolve("lastwords.log"), context::say);
            TopicSetup.ensure(kafka);
            session.start(List.of(Services.analyzer(settings, kafka, data.path())));
            ready.run();
            context.say("analyzing, Kafka on " + kafka.get("bootstrap.servers"));
            session.awaitEnd();
        }
        return 0;
    }
}
