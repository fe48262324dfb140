package io.lastwords.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ComplaintsTest {
    private final List<String> said = new ArrayList<>();
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void attach() {
        var complaints = new Complaints(said::add);
        complaints.setContext(context);
        complaints.start();
        context.getLogger("io.lastwords").addAppender(complaints);
    }

    @Test
    void tellsAWarningWithItsReasonAndWithoutItsStackTrace() {
        logger("io.lastwords.collector.Engine")
                .atWarn()
                .addKeyValue("workload", "a/b")
                .addKeyValue("reason", "connection refused")
                .setCause(new IllegalStateException("trace"))
                .log("lost the engine");

        assertThat(said).containsExactly("lost the engine: connection refused");
    }

    @Test
    void tellsTheSameLineOnce() {
        logger("io.lastwords.notifier.Courier").error("{} refused a notice", "slack");
        logger("io.lastwords.notifier.Courier").error("{} refused a notice", "slack");
        logger("io.lastwords.notifier.Courier").error("{} refused a notice", "email");

        assertThat(said).containsExactly("slack refused a notice", "email refused a notice");
    }

    @Test
    void keepsProgressAndTheCommandsOwnFailuresToTheFile() {
        logger("io.lastwords.notifier.Courier").info("Delivered");
        logger("io.lastwords.cli.service.Session").error("await-collector");

        assertThat(said).isEmpty();
    }

    @Test
    void aNameBeginsNoLineOfItsOwnAndReachesNoTerminal() {
        logger("io.lastwords.collector.logs.RunLog")
                .warn("marker \u001b]0;pwned\u0007/(\u202e\u2028ERROR/ is no regular expression");

        assertThat(said).containsExactly("marker /( ERROR/ is no regular expression");
    }

    private Logger logger(String name) {
        return context.getLogger(name);
    }
}
