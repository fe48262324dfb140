package io.lastwords.cli.command;

import io.lastwords.cli.terminal.Screen;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * The world outside: where results and progress go, the environment, the clock. Everything that only a command may
 * touch comes through here.
 *
 * @param out results
 * @param err progress and complaints, a line each
 * @param clock in the zone that times are shown in
 */
public record Context(PrintStream out, PrintStream err, Map<String, String> environment, Screen screen, Clock clock) {
    public Context {
        environment = Map.copyOf(environment);
    }

    /** Who runs the command, by their environment; empty where that does not say. */
    String user() {
        return environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", ""));
    }

    /** One line about how it goes. */
    public void say(String line) {
        err.println(line);
        err.flush();
    }
}
