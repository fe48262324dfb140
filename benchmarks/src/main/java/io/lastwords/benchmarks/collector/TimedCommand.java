package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Runs another program and measures it as the collector is measured. */
final class TimedCommand {
    private TimedCommand() {}

    /**
     * Runs it to its end.
     *
     * @param command for bash, which says nothing of its own
     * @param engine the engine's process, where it is on this machine
     * @return its peak memory is not known and 0
     * @throws IOException with what it said, where it failed
     */
    static Reading run(String command, OptionalLong engine) throws IOException, InterruptedException {
        double before = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
        long begun = System.nanoTime();
        var process = new ProcessBuilder("bash", "-c", "set -o pipefail; TIMEFORMAT='%U %S'; time { " + command + "; }")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double after = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
        String[] times = said.split(" ", -1);
        return new Reading(seconds, Double.parseDouble(times[0]) + Double.parseDouble(times[1]), after - before, 0);
    }
}
