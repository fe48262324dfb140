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

/** {@code collect}: the collector alone, into an existing Kafka. */
@Command(name = "collect", description = "Run the collector alone, into an existing Kafka.")
final class CollectCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Context context;

    CollectCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var settings = options.load(context, cluster, engine, metrics);
        var kafka = ClusterOptions.external(settings);
        try (var session = Session.open()) {
            var data = session.keep(DataDirectory.take(settings.dataDir().resolve("collect")));
            var ready = MetricsOptions.serve(settings, session);
            LogFile.open(data.path().resolve("lastwords.log"), context::say);
            TopicSetup.ensure(kafka);
            var collector = Services.collector(settings, kafka, context, "");
            session.start(List.of(collector));
            ready.run();
            context.say("collecting from " + collector.watching() + ", Kafka on " + kafka.get("bootstrap.servers"));
            session.awaitEnd();
        }
        return 0;
    }
}
