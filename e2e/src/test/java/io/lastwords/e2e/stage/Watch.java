package io.lastwords.e2e.stage;

import static org.awaitility.Awaitility.await;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code ./lastwords watch --json} as a child process, just as a person starts it. */
public final class Watch implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("watching \\d+ containers? on .+, Kafka on 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Instant launched = Instant.now();
    private final Process process;
    private final List<Arrival> diagnoses = new CopyOnWriteArrayList<>();
    private final List<String> garbage = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private volatile Instant ready = Instant.MAX;
    private volatile boolean meant;
    private final List<Thread> readers;

    /** A line of stdout and when it came. */
    public record Arrival(Instant time, Diagnosis diagnosis) {}

    private Watch(Process process) {
        this.process = process;
        this.readers = List.of(
                Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(this::take)),
                Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(this::hear)));
    }

    /** Starts {@code ./lastwords watch --json} with these arguments and this environment beside the usual one. */
    public static Watch start(List<String> arguments, Map<String, String> environment) {
        var words = new ArrayList<>(List.of("watch", "--json"));
        words.addAll(arguments);
        try {
            return new Watch(Launcher.command(words, environment).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it watches. */
    public Watch awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast(this::mustLive)
                .until(() -> ready().isPresent());
        return this;
    }

    /** Whether it has said that it watches. */
    public boolean isReady() {
        return ready().isPresent();
    }

    /** When it said that it watches. */
    public Instant readyAt() {
        return ready;
    }

    /** When the process was launched. */
    public Instant launched() {
        return launched;
    }

    /** The port of its Kafka. */
    public int kafkaPort() {
        return ready().orElseThrow();
    }

    /** The diagnoses of one container's workload so far, every revision in order. */
    public List<Arrival> diagnoses(Container container) {
        return diagnoses.stream()
                .filter(arrival -> about(arrival.diagnosis(), container))
                .toList();
    }

    /** All diagnoses so far. */
    public List<Diagnosis> diagnoses() {
        return diagnoses.stream().map(Arrival::diagnosis).toList();
    }

    /** The newest diagnosis of one container's workload. */
    public Optional<Diagnosis> latest(Container container) {
        var all = diagnoses(container);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).diagnosis());
    }

    /** Lines of stdout that were no diagnosis. */
    public List<String> garbage() {
        return List.copyOf(garbage);
    }

    /** The lines of stderr so far. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** kill -9 of the process and all that it started; returns the moment just before. */
    public Instant kill() {
        var moment = Instant.now();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        awaitExit();
        return moment;
    }

    /** Waits for the process to end by itself, all output read, and returns its exit status. */
    public int awaitExit() {
        meant = true;
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("watch does not end: " + errors);
            }
            for (var reader : readers) {
                reader.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return process.exitValue();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Whether it has ended though nobody ended it or waited for its end. */
    boolean broken() {
        return !process.isAlive() && !meant;
    }

    /** Ends it as Ctrl-C would. */
    @Override
    public void close() {
        if (process.isAlive()) {
            // through the handle: Process.destroy() would also close its output, with what is still in it
            process.toHandle().destroy();
            awaitExit();
        }
    }

    private void mustLive() {
        if (!process.isAlive() && ready().isEmpty()) {
            throw new IllegalStateException(
                    "watch ended with " + process.exitValue() + " before it was ready: " + errors);
        }
    }

    private Optional<Integer> ready() {
        return errors.stream()
                .map(READY::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .findFirst();
    }

    private void hear(String line) {
        if (READY.matcher(line).find()) {
            ready = Instant.now();
        }
        errors.add(line);
    }

    private void take(String line) {
        var time = Instant.now();
        try {
            diagnoses.add(new Arrival(time, Json.mapper().readValue(line, Diagnosis.class)));
        } catch (IOException e) {
            garbage.add(line);
        }
    }

    private static boolean about(Diagnosis diagnosis, Container container) {
        var workload = diagnosis.workload();
        return workload != null
                && (workload.container().equals(container.id()) || workload.id().endsWith("/" + container.name()));
    }
}
