package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Settings;
import io.lastwords.cli.terminal.DiagnosisFeed;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.notifier.Notifier;
import io.lastwords.notifier.ReceiverSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code notify}: the notifier alone, on an existing Kafka; or one test notice, without any. */
@Command(name = "notify", description = "Run the notifier alone, on an existing Kafka.")
final class NotifyCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--test",
            paramLabel = "RECEIVER",
            description = "Send one test notice to this receiver, and nothing else. Needs no Kafka.")
    private @Nullable String test;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Context context;

    NotifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException, Failure, InterruptedException {
        var settings = options.load(context, cluster, metrics);
        var names = settings.receivers().stream().map(ReceiverSettings::name).toList();
        if (names.isEmpty() && test != null) {
            throw invalid(
                    "receivers",
                    "there is none: set LASTWORDS_SLACK_WEBHOOK_URL, LASTWORDS_SLACK_BOT_TOKEN or LASTWORDS_SMTP_URL,"
                            + " or 'receivers' in a file (docs/configuration.md)");
        }
        if (test == null) {
            run(settings, ClusterOptions.external(settings));
        } else if (names.contains(test)) {
            send(settings, test);
        } else {
            throw invalid("--test", "there is no receiver '" + test + "'; there is " + String.join(", ", names));
        }
        return 0;
    }

    private void run(Settings settings, Map<String, String> kafka) throws Failure, InterruptedException {
        try (var session = Session.open()) {
            var data = session.keep(DataDirectory.take(settings.dataDir().resolve("notify")));
            var ready = MetricsOptions.serve(settings, session);
            LogFile.open(data.path().resolve("lastwords.log"), context::say);
            TopicSetup.ensure(kafka);
            if (settings.receivers().isEmpty()) { // a first `docker compose up` shows them in its own output
                var feed = session.keep(DiagnosisFeed.open(kafka, Views.of(context, false), context::say));
                session.endWith("terminal", feed::awaitEnd);
            } else {
                session.start(List.of(Services.notifier(settings, kafka, context.clock(), data.path())));
            }
            ready.run();
            context.say(Services.receivers(settings) + ", Kafka on " + kafka.get("bootstrap.servers"));
            session.awaitEnd();
        }
    }

    private void send(Settings settings, String receiver) throws Failure, InterruptedException {
        Delivery delivery;
        try (var notifier =
                new Notifier(Services.notifierSettings(settings, settings.kafka(), "test"), context.clock())) {
            delivery = notifier.sendSample(receiver);
        }
        if (delivery.outcome() == Delivery.Outcome.REJECTED) {
            throw new Failure("the test notice to " + receiver + " did not get through: " + delivery.reason());
        }
        context.out().println("a test notice has reached " + receiver);
    }

    private static InvalidSettingsException invalid(String where, String reason) {
        return new InvalidSettingsException(List.of(new Problem(where, "", null, reason)));
    }
}
