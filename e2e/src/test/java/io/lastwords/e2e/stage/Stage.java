package io.lastwords.e2e.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * All that one test needs: containers of its own on the real engine, a Slack, a mailbox, a data folder, and the product
 * as a process. Everything is gone after {@link #close()}.
 */
public final class Stage implements AutoCloseable {
    private final Containers containers = new Containers();
    private final EventTape events = new EventTape(containers.filter());
    private final SlackServer slack = new SlackServer();
    private final Mailbox mailbox = new Mailbox();
    private final Path data;
    private final String host = "e2e-" + ThreadLocalRandom.current().nextInt(100_000);
    private final List<Watch> watches = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Stage() {
        try {
            data = Files.createTempDirectory("lastwords-e2e-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("LASTWORDS_SLACK_WEBHOOK_URL", slack.url());
        environment.put("LASTWORDS_SMTP_URL", mailbox.url());
        environment.put("LASTWORDS_EMAIL_FROM", "lastwords@example.org");
        environment.put("LASTWORDS_EMAIL_TO", "oncall@example.org");
    }

    /** Sets the stage where a Docker engine answers; else the test is skipped, or fails where one must answer. */
    public static Stage open() {
        Docker.require();
        return new Stage();
    }

    /** Sets a variable for what {@link #watch()} starts; null takes it away. */
    public Stage with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What the product is started with: its receivers, and what the test sets. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** LASTWORDS_RECOVER_AFTER. */
    public Stage recoverAfter(Duration duration) {
        return with("LASTWORDS_RECOVER_AFTER", duration.toSeconds() + "s");
    }

    /** Starts the product on this stage's data folder and waits until it watches. */
    public Watch watch() {
        return launch().awaitReady();
    }

    /** Starts the product without waiting for it. */
    public Watch launch(String... more) {
        var arguments = new ArrayList<>(List.of("--data-dir", data.toString()));
        if (Collections.frequency(List.of(more), "--docker-host") < 2) { // several engines have names of their own
            arguments.addAll(List.of("--host-name", host));
        }
        if (!List.of(more).contains("--kafka-port")) {
            arguments.addAll(List.of("--kafka-port", "0"));
        }
        arguments.addAll(List.of(more));
        var watch = Watch.start(arguments, environment);
        watches.add(watch);
        return watch;
    }

    public Containers containers() {
        return containers;
    }

    public EventTape events() {
        return events;
    }

    public SlackServer slack() {
        return slack;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public Path data() {
        return data;
    }

    /** The {@code --host-name} of this stage. */
    public String host() {
        return host;
    }

    @Override
    public void close() {
        var broken = watches.stream().filter(Watch::broken).map(Watch::errors).toList();
        watches.forEach(Watch::close);
        events.close();
        containers.close();
        slack.close();
        mailbox.close();
        keepLogs();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stage::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("watch ended in the middle of the test: " + broken);
        }
    }

    /** For whoever looks into a failed build. */
    private void keepLogs() {
        try (var logs = Files.find(data, 3, (path, attributes) -> path.endsWith("lastwords.log"))) {
            var folder = Files.createDirectories(Path.of("target", "lastwords-logs"));
            for (var log : logs.toList()) {
                var name = host + "-" + data.relativize(log).toString().replace('/', '-');
                Files.copy(log, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
