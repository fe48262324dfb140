package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.service.Service;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Settings;
import io.lastwords.cli.terminal.DiagnosisFeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watch}: everything in one process. */
@Command(
        name = "watch",
        description = {
            "Watch the containers of a Docker engine, and say why they die.",
            "Brings its own Kafka unless --bootstrap-servers names one."
        })
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Option(names = "--json", description = "Every revision of every diagnosis as one line of JSON.")
    private boolean json;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Context context;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var settings = options.load(context, cluster, embedded, engine, analysis, metrics);
        try (var session = Session.open()) {
            var data = session.keep(DataDirectory.take(settings.dataDir()));
            var ready = MetricsOptions.serve(settings, session);
            LogFile.open(data.path().resolve("lastwords.log"), context::say);
            var kafka = kafka(settings, data, session);
            TopicSetup.ensure(kafka);
            // where the diagnoses end now: what comes later is new, whoever comes first below
            var feed = session.keep(DiagnosisFeed.open(kafka, Views.of(context, json), context::say));
            session.endWith("terminal", feed::awaitEnd);
            var collector =
                    Services.collector(settings, kafka, context, "; for a first look without Docker: ./lastwords demo");
            var services = new ArrayList<Service>(List.of(collector, Services.analyzer(settings, kafka, data.path())));
            if (!settings.receivers().isEmpty()) {
                services.add(Services.notifier(settings, kafka, context.clock(), data.path()));
            }
            session.start(services);
            ready.run();
            context.say(Services.receivers(settings));
            context.say("watching " + collector.watching() + ", Kafka on " + kafka.get("bootstrap.servers"));
            session.awaitEnd();
        }
        return 0;
    }

    private static Map<String, String> kafka(Settings settings, DataDirectory data, Session session) throws Failure {
        if (settings.externalKafka()) {
            return settings.kafka();
        }
        var broker = session.keep(EmbeddedKafka.start(data, settings.kafkaPort()));
        session.endWith("kafka", broker::awaitEnd);
        var kafka = new HashMap<>(settings.kafka());
        kafka.put("bootstrap.servers", broker.bootstrapServers());
        // it is near; and at its start it makes its own topics, in a moment, and says no until then
        kafka.putIfAbsent("retry.backoff.ms", "20");
        return kafka;
    }
}
