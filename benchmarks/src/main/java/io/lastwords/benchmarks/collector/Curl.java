package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** curl into nothing: what the engine's interface gives to a reader that does nothing with it. */
final class Curl {
    private Curl() {}

    static Reading read(LongLog log, OptionalLong engine) throws IOException, InterruptedException {
        double before = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
        long begun = System.nanoTime();
        var process = new ProcessBuilder("bash", "-c", command(log))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("curl: " + said);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double after = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
        String[] times = said.split(" ", -1);
        return new Reading(seconds, Double.parseDouble(times[0]) + Double.parseDouble(times[1]), after - before, 0);
    }

    private static String command(LongLog log) {
        return "TIMEFORMAT='%U %S'; time curl -sS --unix-socket " + log.socket() + " -o /dev/null 'http://localhost/"
                + "containers/" + log.container() + "/logs?stdout=1&stderr=1&timestamps=1'";
    }
}
