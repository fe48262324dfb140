package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.terminal.DiagnosisFeed;
import io.lastwords.cli.terminal.LiveTable;
import io.lastwords.cli.terminal.Window;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.Map;
import java.util.function.Predicate;

/** The table of incidents that goes on until somebody ends it. */
final class IncidentWatch {
    private static final int USUAL_ROWS = 24;

    private IncidentWatch() {}

    static void run(Context context, Map<String, String> kafka, Predicate<Diagnosis> filter)
            throws Failure, InterruptedException {
        var start = new Window(context.screen().width(), USUAL_ROWS);
        try (var session = Session.open()) {
            var table = session.keep(new LiveTable(
                    context.out(),
                    context.screen().colour(),
                    () -> Window.ask().orElse(start),
                    context.clock(),
                    System::nanoTime,
                    filter));
            var feed = session.keep(DiagnosisFeed.whole(kafka, table, complaint -> table.skip()));
            session.endWith("terminal", feed::awaitEnd);
            session.awaitEnd();
        }
    }
}
