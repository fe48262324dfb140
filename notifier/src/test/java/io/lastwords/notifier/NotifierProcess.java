package io.lastwords.notifier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A notifier as a process of its own, which can be killed. */
final class NotifierProcess implements AutoCloseable {
    /** Each takes everything; with a Slack webhook beside them, which takes what has run out of memory. */
    static final List<String> WEBHOOKS = List.of("w1", "w2", "w3", "w4");

    static final String SLACK = "slack";

    private static final Timing EACH = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

    private final Process process;

    /** Starts it; its output goes to a file beside the test's reports. */
    NotifierProcess(String instance, String bootstrap, URI receivers) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx112m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NotifierProcess.class.getName(),
                        instance,
                        bootstrap,
                        receivers.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "notifier-" + instance + ".log").toFile()))
                .start();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it orderly. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger("io.lastwords")).setLevel(Level.INFO);
        String instance = arguments[0];
        String receivers = arguments[2];
        var settings = new ArrayList<ReceiverSettings>();
        for (var name : WEBHOOKS) {
            settings.add(new Webhook(
                    name, Secret.of(receivers + name), null, List.of(Secret.of("X-Instance: " + instance))));
        }
        settings.add(new SlackWebhook(SLACK, Secret.of(receivers + SLACK)));
        var route = new Route(
                WEBHOOKS,
                List.of(),
                false,
                EACH,
                List.of(
                        new Route(List.of(SLACK), List.of(Matcher.of("cause", "out-of-memory")), true, EACH, List.of()),
                        new Route(WEBHOOKS, List.of(), false, EACH, List.of())));
        var notifier = new Notifier(
                new NotifierSettings(
                        settings, route, Map.of("bootstrap.servers", arguments[1]), Duration.ofSeconds(1), instance),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(notifier::close));
        notifier.start();
        notifier.awaitEnd();
    }
}
