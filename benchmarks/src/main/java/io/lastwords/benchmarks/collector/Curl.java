package io.lastwords.benchmarks.collector;

import java.io.IOException;
import java.util.OptionalLong;

/** curl into nothing: what the engine's interface gives to a reader that does nothing with it. */
final class Curl {
    private Curl() {}

    static Reading read(LongLog log, OptionalLong engine) throws IOException, InterruptedException {
        return TimedCommand.run(command(log), engine);
    }

    private static String command(LongLog log) {
        return "curl -sS --unix-socket " + log.socket() + " -o /dev/null 'http://localhost/" + "containers/"
                + log.container() + "/logs?stdout=1&stderr=1&timestamps=1'";
    }
}
