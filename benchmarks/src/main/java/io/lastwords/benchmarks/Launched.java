package io.lastwords.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A process that says on its stderr when it is ready. It ends when closed. */
public final class Launched implements AutoCloseable {
    private final Process process;
    private final MatchResult ready;

    private Launched(Process process, MatchResult ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Starts a command and waits for its line.
     *
     * @param ready is found in the line
     * @throws IOException with what it said, where it never says so
     */
    public static Launched until(List<String> command, Pattern ready) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var errors = process.errorReader();
        var said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            var found = ready.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> pass(errors));
                return new Launched(process, found.toMatchResult());
            }
            said.append('\n').append(line);
        }
        throw new IOException(String.join(" ", command) + " never said '" + ready + "': " + said);
    }

    /** What it says later is for whoever runs the benchmark, and must not fill its pipe. */
    private static void pass(BufferedReader errors) {
        errors.lines().forEach(System.err::println);
    }

    /** Its number among the machine's processes. */
    public long pid() {
        return process.pid();
    }

    /** What was found in the line. */
    public MatchResult ready() {
        return ready;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
