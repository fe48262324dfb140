package io.lastwords.benchmarks.collector;

import java.io.IOException;
import java.util.OptionalLong;

/** curl into nothing, one a container at once: what the engine's interface gives to readers that do nothing with it. */
final class Curl {
    private Curl() {}

    static Reading read(LongLogs logs, OptionalLong engine) throws IOException, InterruptedException {
        return TimedCommand.run(command(logs), engine);
    }

    private static String command(LongLogs logs) {
        return "printf '%s\\n' " + String.join(" ", logs.containers()) + " | xargs -P 0 -I ID curl -sS --unix-socket "
                + logs.socket() + " -o /dev/null 'http://localhost/containers/ID/logs?stdout=1&stderr=1&timestamps=1'";
    }
}
