package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.SlackServer;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The story of the README: a program that exits 0 without a word under {@code restart: unless-stopped}. */
final class SilentLoopIT {
    private static final String MARKER = "=== MAIN FUNCTION START ===";
    private static final List<String> LOOPING =
            List.of("--restart", "unless-stopped", "--label", "lastwords.marker=" + MARKER);
    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aSilentLoopReachesSlackAndTheMailboxAndResolvesWhenMended() {
        var silent = Images.image("silent-binary");
        var mended = Images.image("mended-binary");
        try (var stage = Stage.open().recoverAfter(Duration.ofSeconds(5))) {
            var watch = stage.watch();
            var container = stage.containers().start("backend", LOOPING, silent);

            await().atMost(PATIENCE)
                    .until(() -> opened(watch, container)
                            && !stage.slack().posts(container).isEmpty()
                            && !stage.mailbox().mails(container).isEmpty());

            var third = stage.events().deaths(container).get(2);
            var diagnosed = watch.diagnoses(container).get(0).time();
            var posted = stage.slack().posts(container).get(0).time();
            var mailed = stage.mailbox().mails(container).get(0).time();
            print("third death to the terminal", third, diagnosed);
            print("third death to Slack", third, posted);
            print("third death to the mailbox", third, mailed);
            assertThat(Duration.between(third, diagnosed)).isLessThan(IN_TIME);
            assertThat(Duration.between(third, posted)).isLessThan(IN_TIME);
            assertThat(Duration.between(third, mailed)).isLessThan(IN_TIME);

            var diagnosis = watch.latest(container).orElseThrow();
            assertThat(diagnosis.symptoms()).contains("restart-loop", "exit-zero", "marker-missing");
            assertThat(diagnosis.severity()).isEqualTo(Diagnosis.Severity.CRITICAL);
            assertThat(diagnosis.lastWords()).extracting(Diagnosis.Line::text).contains("About to execute binary...");
            assertThat(stage.slack().posts(container).get(0).text()).contains("About to execute binary...");

            stage.containers().remove(container);
            var healthy = stage.containers().start("backend", LOOPING, mended);
            await().atMost(PATIENCE)
                    .until(() -> resolved(watch, healthy)
                            && stage.slack().posts(container).stream().anyMatch(SilentLoopIT::tellsTheEnd)
                            && stage.mailbox().mails(container).size()
                                    >= stage.slack().posts(container).size());

            var end = watch.latest(healthy).orElseThrow();
            assertThat(end.incident()).isEqualTo(diagnosis.incident());
            assertThat(end.resolution()).isEqualTo(Diagnosis.Resolution.RECOVERED);
            var posts = stage.slack().posts(container);
            // a slow machine may examine only after the first notice was due: then the cause is told when it is known
            int changes = posts.get(0).text().contains("unexplained") ? 1 : 0;
            assertThat(posts).hasSize(2 + changes);
            assertThat(posts.get(changes).text()).contains("stub-binary");
            assertThat(posts).last().matches(SilentLoopIT::tellsTheEnd);
            var mails = stage.mailbox().mails(container);
            assertThat(mails)
                    .hasSize(2 + changes)
                    .extracting(mail -> mail.messageId())
                    .doesNotHaveDuplicates();
            assertThat(mails.getLast().inReplyTo()).isNotEmpty();
            assertThat(roots(mails.get(0).messageId(), mails.get(0).inReplyTo()))
                    .as("one root for the whole incident")
                    .containsAnyElementsOf(mails.getLast().inReplyTo());
            assertThat(stage.slack().violations()).isEmpty();
            assertThat(watch.garbage()).isEmpty();
        }
    }

    private static boolean tellsTheEnd(SlackServer.Post post) {
        return post.text().toLowerCase(Locale.ROOT).contains("recovered");
    }

    private static boolean opened(Watch watch, Container container) {
        return watch.latest(container)
                .filter(diagnosis -> diagnosis.symptoms().contains("restart-loop"))
                .filter(Diagnosis::logsComplete)
                .isPresent();
    }

    private static boolean resolved(Watch watch, Container container) {
        return watch.latest(container)
                .filter(diagnosis -> diagnosis.status() == Diagnosis.Status.RESOLVED)
                .isPresent();
    }

    /** The first mail is the root itself or answers it. */
    private static List<String> roots(String messageId, List<String> inReplyTo) {
        return inReplyTo.isEmpty() ? List.of(messageId) : inReplyTo;
    }

    private static void print(String what, Instant from, Instant to) {
        System.out.printf(
                Locale.ROOT, "%s: %.3f s%n", what, Duration.between(from, to).toNanos() / 1e9);
    }
}
