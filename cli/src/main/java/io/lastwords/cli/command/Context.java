package io.lastwords.cli.command;

import io.lastwords.cli.progress.Progress;
import io.lastwords.cli.terminal.Screen;
import io.lastwords.notifier.notice.Plain;
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
 * @param gauge how many columns there are beside the results to show progress in; 0 where nobody looks
 */
public record Context(
        PrintStream out, PrintStream err, Map<String, String> environment, Screen screen, Clock clock, int gauge) {
    private static final int LONGEST = 20_000;

    public Context {
        environment = Map.copyOf(environment);
    }

    /** Nobody looks at how it goes. */
    public Context(PrintStream out, PrintStream err, Map<String, String> environment, Screen screen, Clock clock) {
        this(out, err, environment, screen, clock, 0);
    }

    /** How far something has come that may take long; nothing where a program alone reads the results. */
    Progress progress(boolean json, String task, String unit, long total) {
        int columns = json && !screen.terminal() ? 0 : gauge;
        return new Progress(err, columns, task, unit, total, System::nanoTime);
    }

    /** Who runs the command, by their environment; empty where that does not say. */
    String user() {
        return environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", ""));
    }

    /** A line about how it goes; keys and names in it may be anybody's. */
    public void say(String line) {
        err.println(Plain.lines(line, LONGEST));
        err.flush();
    }
}
