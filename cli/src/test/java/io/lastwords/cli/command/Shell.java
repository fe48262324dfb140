package io.lastwords.cli.command;

import io.lastwords.cli.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Where commands are given in a test, and what they said there. */
final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs a command to its end; its exit status. */
    int run(Map<String, String> environment, Clock clock, String... arguments) {
        var context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                new Screen(80, false),
                clock);
        return new Lastwords(context).run(arguments);
    }

    /** All that came out and is not forgotten. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** All that was said beside it and is not forgotten. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void forgetOut() {
        out.reset();
    }

    void forgetErr() {
        err.reset();
    }
}
