package io.lastwords.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.lastwords.model.memory.Bounded;
import io.lastwords.notifier.notice.Plain;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the terminal what a service warns of (a refused notice, an engine that is gone): one line, without the stack
 * trace, which is in the file; and not again within the hour. The commands' own failures are told by the commands.
 */
final class Complaints extends AppenderBase<ILoggingEvent> {
    private static final long AGAIN_MILLIS = 3_600_000;
    private static final int REMEMBERED = 100;
    private static final int LONGEST = 1_000;

    private final Consumer<String> say;
    private final Map<String, Long> told = Bounded.byInsertion(REMEMBERED);

    Complaints(Consumer<String> say) {
        this.say = say;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)
                || event.getLoggerName().startsWith("io.lastwords.cli.")) {
            return;
        }
        var line = line(event);
        var before = told.get(line);
        if (before == null || event.getTimeStamp() - before >= AGAIN_MILLIS) {
            told.put(line, event.getTimeStamp());
            say.accept(line);
        }
    }

    private static String line(ILoggingEvent event) {
        var line = new StringBuilder(event.getFormattedMessage());
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.stream()
                    .filter(pair -> pair.key.equals("reason"))
                    .forEach(pair -> line.append(": ").append(pair.value));
        }
        return Plain.line(line.toString().lines().findFirst().orElse(""), LONGEST);
    }
}
