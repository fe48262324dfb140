package io.lastwords.cli.command;

import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.service.AnalyzerService;
import io.lastwords.cli.service.CollectorService;
import io.lastwords.cli.service.InstanceName;
import io.lastwords.cli.service.NotifierService;
import io.lastwords.cli.settings.Settings;
import io.lastwords.collector.CollectorSettings;
import io.lastwords.notifier.NotifierSettings;
import io.lastwords.notifier.ReceiverSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the services from the settings. */
final class Services {
    private Services() {}

    /** One for all engines; what else there is to do where none answers goes behind the line that says so. */
    static CollectorService collector(
            Settings settings, Map<String, String> kafka, Context context, String withoutEngine) {
        var engines = settings.dockerHosts().stream()
                .map(engine -> new CollectorSettings(
                        engine.address(),
                        engine.certificates(),
                        settings.hostName(),
                        settings.markers(),
                        kafka,
                        settings.logs(),
                        CollectorSettings.LOOK_BACK_BYTES,
                        settings.throwaway()))
                .toList();
        return new CollectorService(engines, context.clock(), withoutEngine, context::say);
    }

    static AnalyzerService analyzer(Settings settings, Map<String, String> kafka, Path data) throws Failure {
        return new AnalyzerService(
                new AnalyzerSettings(settings.recoverAfter(), kafka, data.resolve("streams"), InstanceName.of(data)));
    }

    static NotifierService notifier(Settings settings, Map<String, String> kafka, Clock clock, Path data)
            throws Failure {
        return new NotifierService(notifierSettings(settings, kafka, InstanceName.of(data)), clock);
    }

    /** Who is told, in one line. */
    static String receivers(Settings settings) {
        return settings.receivers().isEmpty()
                ? "no receivers are set, so notices are shown only here (docs/configuration.md)"
                : "notices go to "
                        + settings.receivers().stream()
                                .map(ReceiverSettings::name)
                                .collect(Collectors.joining(", "));
    }

    static NotifierSettings notifierSettings(Settings settings, Map<String, String> kafka, String instance) {
        return new NotifierSettings(settings.receivers(), settings.route(), kafka, Views.HOLD, instance);
    }
}
