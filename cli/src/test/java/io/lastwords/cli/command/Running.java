package io.lastwords.cli.command;

import static org.awaitility.Awaitility.await;

import io.lastwords.cli.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A command that goes on until it is closed. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread thread;

    private Running(Map<String, String> environment, String... arguments) {
        var context = new Context(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                new Screen(80, false),
                Clock.systemUTC());
        thread = new Thread(() -> new Lastwords(context).run(arguments), "lastwords " + arguments[0]);
        thread.start();
    }

    static Running start(Map<String, String> environment, String... arguments) {
        return new Running(environment, arguments);
    }

    /** Waits until it has said something. */
    void says(String text) {
        await().atMost(PATIENCE).until(() -> said().contains(text) || !thread.isAlive());
        if (!said().contains(text)) {
            throw new AssertionError("it ended without a word of '" + text + "':\n" + said());
        }
    }

    /** All that it has said so far. */
    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        thread.interrupt();
        await().atMost(PATIENCE).until(() -> !thread.isAlive());
    }
}
