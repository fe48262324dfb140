package io.lastwords.e2e.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, as a person at a terminal would. */
public final class Command {
    private static final long DEADLINE_SECONDS = 300;

    /** How a program ended and what it said. */
    public record Output(List<String> command, int exitCode, String out, String err) {
        /** Insists on status 0. */
        public Output orFail() {
            if (exitCode != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + exitCode + ": " + err);
            }
            return this;
        }
    }

    private Command() {}

    /** Runs a command; its standard input is empty. */
    public static Output run(List<String> command) {
        return run(new ProcessBuilder(command));
    }

    /** Runs what the builder describes, and reads both streams to their ends. */
    public static Output run(ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var err = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return new String(process.getErrorStream().readAllBytes(), UTF_8);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", builder.command()) + " does not end");
            }
            return new Output(List.copyOf(builder.command()), process.exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
