package io.lastwords.benchmarks.start;

import io.lastwords.benchmarks.Launched;
import io.lastwords.benchmarks.Usage;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

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
     * @param ready is found in the line
     */
    static Started of(List<String> command, Pattern ready) throws IOException {
        long begun = System.nanoTime();
        try (var launched = Launched.until(command, ready)) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Started(seconds, Usage.processorSeconds(launched.pid()), Usage.megabytes(launched.pid()));
        }
    }
}
