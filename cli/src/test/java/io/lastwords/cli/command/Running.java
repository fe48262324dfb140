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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread thread;

    private Running(Screen screen, Map<String, String> environment, String... arguments) {
        var context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                screen,
                Clock.systemUTC());
        thread = new Thread(() -> new Lastwords(context).run(arguments), "lastwords " + arguments[0]);
        thread.start();
    }

    static Running start(Map<String, String> environment, String... arguments) {
        return new Running(new Screen(80, false), environment, arguments);
    }

    /** Where somebody looks. */
    static Running onTerminal(Map<String, String> environment, String... arguments) {
        return new Running(new Screen(100, false, 100, true), environment, arguments);
    }

    /** Waits until it has shown something since this was asked last. */
    void shows(String text) {
        await().atMost(PATIENCE).until(() -> shown().contains(text) || !thread.isAlive());
        if (!shown().contains(text)) {
            throw new AssertionError("it ended without showing '" + text + "':\n" + shown() + said());
        }
        out.reset();
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
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
