package io.lastwords.benchmarks.start;

import io.lastwords.benchmarks.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process up to the moment where it says that it is ready.
 *
 * @param seconds from its start to that line on stderr
 * @param processorSeconds used until then
 * @param megabytes resident then
 */
record Started(double seconds, double processorSeconds, double megabytes) {

    /**
     * Starts a command, waits for its line, and ends it.
     *
     * @param ready what the line contains
     */
    static Started of(List<String> command, String ready) throws IOException {
        long begun = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var errors = process.errorReader()) {
            awaitLine(errors, command, ready);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Started(seconds, Usage.processorSeconds(process.pid()), Usage.megabytes(process.pid()));
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private static void awaitLine(BufferedReader errors, List<String> command, String ready) throws IOException {
        var said = new ArrayList<String>();
        String line = errors.readLine();
        while (line != null) {
            if (line.contains(ready)) {
                return;
            }
            said.add(line);
            line = errors.readLine();
        }
        throw new IllegalStateException(String.join(" ", command) + " never said '" + ready + "': " + said);
    }
}
