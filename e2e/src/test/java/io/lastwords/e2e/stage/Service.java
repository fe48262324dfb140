package io.lastwords.e2e.stage;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One of the product's services as a process that is killed, stopped for a while, and started again. */
public final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final ProcessBuilder builder;
    private List<String> output = List.of();
    private Thread reader = Thread.currentThread();
    private Process process;

    /**
     * Starts it.
     *
     * @param name what it is called in failures
     * @param data its folder, which outlives its kills
     */
    public Service(String name, Path data, Map<String, String> environment, String... command) {
        this.name = name;
        var words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--data-dir", data.toString()));
        builder = Launcher.command(words, environment).redirectErrorStream(true);
        process = start();
    }

    /** Waits until it has said, after its last start, that it works. */
    public Service awaitReady() {
        await().atMost(PATIENCE).until(() -> {
            supervise();
            return output.stream().anyMatch(line -> line.contains("Kafka on "));
        });
        return this;
    }

    /**
     * Where what it needs was not there when it started, it has ended with a word of why: then it is started again, as
     * its supervisor would.
     */
    public void supervise() throws InterruptedException {
        if (process.isAlive()) {
            return;
        }
        reader.join();
        if (output.isEmpty() || !output.getLast().startsWith("lastwords: ")) {
            throw new IllegalStateException(name + " ended without a word of why: " + output);
        }
        System.out.println(name + " is started again after " + output.getLast());
        process = start();
    }

    /** kill -9, and a new start at once; returns the moment of the kill. */
    public Instant kill() {
        var moment = Instant.now();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.onExit().join();
        process = start();
        return moment;
    }

    /** SIGSTOP, or SIGCONT. */
    public void pause(boolean is) {
        Command.run(new ProcessBuilder("kill", is ? "-STOP" : "-CONT", String.valueOf(process.pid())))
                .orFail();
    }

    /** Ends it as its supervisor would. */
    @Override
    public void close() {
        process.toHandle().destroy();
        process.onExit().join();
    }

    private Process start() {
        try {
            var started = builder.start();
            var said = new CopyOnWriteArrayList<String>();
            reader =
                    Thread.ofVirtual().start(() -> started.inputReader().lines().forEach(said::add));
            output = said;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
