package io.lastwords.cli.command;

import io.lastwords.cli.terminal.DiagnosisSink;
import io.lastwords.cli.terminal.JsonLines;
import io.lastwords.cli.terminal.Pages;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How a command shows diagnoses: as pages for a person or as JSON for a program. */
final class Views {
    /** How long a provisional diagnosis is held back for a better one. */
    static final Duration HOLD = Duration.ofSeconds(1);

    private Views() {}

    static void show(Context context, boolean json, Diagnosis diagnosis) {
        if (json) {
            new JsonLines(context.out()).accept(diagnosis);
        } else {
            Pages.print(context.out(), context.screen(), context.clock().getZone(), diagnosis);
        }
    }

    /** What was said in the past, with the past's own clock: monotonic, in nanoseconds. */
    static DiagnosisSink replayed(Context context, boolean json, LongSupplier then) {
        return json
                ? new JsonLines(context.out())
                : new Pages(context.out(), context.screen(), context.clock().getZone(), HOLD, then);
    }

    static DiagnosisSink of(Context context, boolean json) {
        return json
                ? new JsonLines(context.out())
                : new Pages(context.out(), context.screen(), context.clock().getZone(), HOLD, System::nanoTime);
    }
}
