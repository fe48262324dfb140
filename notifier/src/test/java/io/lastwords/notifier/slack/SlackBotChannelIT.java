package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bot against an HTTP server that answers as Slack does. */
class SlackBotChannelIT {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private SlackWorkspace slack;

    @BeforeEach
    void start() throws Exception {
        slack = new SlackWorkspace();
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void aChangeAndTheEndMendTheFirstMessageAndAreToldInItsThread() throws Exception {
        var opened = delivered(send(Delivery.Notice.OPENED, Diagnoses.open(1), null));
        var first = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1), opened);
        var changed = delivered(send(Delivery.Notice.CAUSE_CHANGED, Diagnoses.open(2, "out-of-memory"), first));
        var second = Diagnoses.delivered(Delivery.Notice.CAUSE_CHANGED, Diagnoses.open(2, "out-of-memory"), changed);

        assertThat(slack.channel()).singleElement().asString().contains("keeps dying: out-of-memory");
        assertThat(delivered(send(Delivery.Notice.RESOLVED, Diagnoses.resolved(3), second))
                        .thread())
                .isEqualTo(opened.thread());

        assertThat(slack.channel()).singleElement().asString().contains("✅ shop/backend has recovered");
        assertThat(slack.replies())
                .satisfiesExactly(
                        reply -> assertThat(reply.toString())
                                .contains("out-of-memory (not stub-binary)", "The cause looks different now"),
                        reply -> assertThat(reply.toString()).contains("has recovered, 4 min 12 s after"));
        assertThat(opened.thread()).startsWith(SlackWorkspace.CHANNEL + "/");
    }

    @Test
    void aDigestsMessageIsMendedOnlyWhenAllOfItIsOver() throws Exception {
        var members = List.of(
                Diagnoses.open("a", 1, "stub-binary", true, Diagnoses.OPENED),
                Diagnoses.open("b", 1, "out-of-memory", true, Diagnoses.OPENED));
        var digest = new Message("ops", Delivery.Notice.OPENED, members, null, 1, false);
        var opened = delivered(channel(PATIENT).send(digest));
        var told = Diagnoses.delivered(Delivery.Notice.OPENED, members.getFirst(), opened, digest.digest());

        send(Delivery.Notice.CAUSE_CHANGED, Diagnoses.open("a", 2, "crlf-script", true, Diagnoses.OPENED), told);
        assertThat(slack.channel()).singleElement().asString().contains("2 workloads are in trouble");
        assertThat(slack.replies()).singleElement().asString().contains("crlf-script (not stub-binary)");

        var end = Diagnoses.resolved("a", 3, Diagnoses.OPENED.plusSeconds(90));
        channel(PATIENT).send(new Message("ops", Delivery.Notice.RESOLVED, List.of(end), told, 2, false));
        assertThat(slack.channel()).singleElement().asString().contains("The trouble of all 2 workloads is over");
        assertThat(slack.replies()).hasSize(2);
    }

    @Test
    void aMessageThatSomebodyDeletedIsPostedAnew() throws Exception {
        var opened = delivered(send(Delivery.Notice.OPENED, Diagnoses.open(1), null));
        slack.deleteAll();
        var first = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1), opened);

        var resolved = delivered(send(Delivery.Notice.RESOLVED, Diagnoses.resolved(2), first));

        assertThat(resolved.thread()).isNotEqualTo(opened.thread());
        assertThat(slack.channel()).singleElement().asString().contains("has recovered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_archived", "channel_not_found", "not_in_channel"})
    void whatGoesOnInAChannelThatIsGoneIsPostedAnew(String error) throws Exception {
        var first = Diagnoses.delivered(
                Delivery.Notice.OPENED,
                Diagnoses.open(1),
                delivered(send(Delivery.Notice.OPENED, Diagnoses.open(1), null)));
        slack.refuse("chat.update", error);

        assertThat(send(Delivery.Notice.RESOLVED, Diagnoses.resolved(2), first)).isInstanceOf(Attempt.Delivered.class);
        assertThat(slack.channel()).hasSize(2).last().asString().contains("has recovered");
    }

    @Test
    void aMessageThatMayNotBeEditedStillGetsItsReply() throws Exception {
        var first = Diagnoses.delivered(
                Delivery.Notice.OPENED,
                Diagnoses.open(1),
                delivered(send(Delivery.Notice.OPENED, Diagnoses.open(1), null)));
        slack.refuse("chat.update", "edit_window_closed");

        assertThat(send(Delivery.Notice.RESOLVED, Diagnoses.resolved(2), first)).isInstanceOf(Attempt.Delivered.class);
        assertThat(slack.replies()).hasSize(1);
    }

    @Test
    void aThreadOfAnotherKindOfReceiverIsNone() throws Exception {
        var byMail = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1));

        assertThat(send(Delivery.Notice.RESOLVED, Diagnoses.resolved(2), byMail))
                .isInstanceOf(Attempt.Delivered.class);
        assertThat(slack.channel()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, LASTWORDS_SLACK_BOT_TOKEN",
        "token_revoked, xoxb-",
        "not_in_channel, /invite",
        "channel_not_found, LASTWORDS_SLACK_CHANNEL",
        "is_archived, unarchive",
        "missing_scope, chat:write",
        "restricted_action, administrator",
        "invalid_blocks, defect",
        "something_new, something_new"
    })
    void saysWhyItIsRefusedForGoodAndWhatToDo(String error, String remedy) throws Exception {
        slack.refuse("chat.postMessage", error);

        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo("chat.postMessage was refused: " + error);
                    assertThat(rejected.remedy()).contains(remedy);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, '{\"ok\":false,\"error\":\"ratelimited\"}', 7",
        "429, , '', 30",
        "200, 5, '{\"ok\":false,\"error\":\"ratelimited\"}', 5",
        "200, , '{\"ok\":false,\"error\":\"rate_limited\"}', 30",
        "200, , '{\"ok\":false,\"error\":\"internal_error\"}', ",
        "503, 2, 'down', 2",
        "500, , '', "
    })
    void asksForAnotherTry(int status, @Nullable String retryAfter, String body, @Nullable Long seconds)
            throws Exception {
        slack.fault(new SlackWorkspace.Fault.Answer("chat.postMessage", status, body, retryAfter));

        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.after())
                                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds)));
        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null)).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void anAnswerThatHangsOrIsCutOffIsWorthAnotherTry() throws Exception {
        slack.fault(new SlackWorkspace.Fault.Hang("chat.postMessage"));
        slack.fault(new SlackWorkspace.Fault.CutOff("chat.postMessage"));

        assertThat(send(Duration.ofSeconds(1), Diagnoses.open(1)))
                .isInstanceOfSatisfying(
                        Attempt.Later.class, later -> assertThat(later.reason()).contains("no answer from 127.0.0.1"));
        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason()).contains("the connection to 127.0.0.1 failed"));
    }

    @Test
    void anAnswerThatIsNotSlacksIsNoRefusalAndTheTokenIsNotInTheReason() throws Exception {
        slack.fault(new SlackWorkspace.Fault.Answer("chat.postMessage", 404, "<html>" + SlackWorkspace.TOKEN, null));

        assertThat(send(Delivery.Notice.OPENED, Diagnoses.open(1), null))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason())
                                .contains("404", "LASTWORDS_SLACK_API_URL")
                                .doesNotContain("s3cret"));
    }

    @Test
    void lastWordsThatDoNotFitGoIntoTheThreadAsAFile() throws Exception {
        var opened = delivered(send(Delivery.Notice.OPENED, longWinded(), null));

        assertThat(slack.channel()).singleElement().asString().contains("earlier lines");
        assertThat(slack.shared())
                .singleElement()
                .asString()
                .startsWith(opened.thread() + " word word")
                .hasSizeGreaterThan(9_000);
    }

    @Test
    void aFileThatIsRefusedDoesNotTouchTheNotice() throws Exception {
        for (var method : new String[] {"files.getUploadURLExternal", "files.completeUploadExternal"}) {
            slack.refuse(method, "missing_scope");
            assertThat(send(Delivery.Notice.OPENED, longWinded(), null)).isInstanceOf(Attempt.Delivered.class);
        }
        assertThat(slack.shared()).isEmpty();
        assertThat(slack.channel()).hasSize(2);
    }

    private static Diagnosis longWinded() {
        var lines = Collections.nCopies(30, "word ".repeat(70)).toArray(String[]::new);
        return Diagnoses.of("i", 1, Diagnoses.cause("uncaught-error"), Diagnoses.lines(lines), true, Diagnoses.OPENED);
    }

    private static Attempt.Delivered delivered(Attempt attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Delivered.class);
        return (Attempt.Delivered) attempt;
    }

    private Attempt send(Delivery.Notice why, Diagnosis diagnosis, @Nullable Delivery last)
            throws InterruptedException {
        var message = new Message("ops", why, diagnosis, last, false);
        var channel = channel(PATIENT);
        var attempt = channel.send(message);
        if (attempt instanceof Attempt.Delivered delivered) {
            channel.afterwards(message, delivered);
        }
        return attempt;
    }

    private Attempt send(Duration timeout, Diagnosis diagnosis) throws InterruptedException {
        return channel(timeout).send(new Message("ops", Delivery.Notice.OPENED, diagnosis, null, false));
    }

    private SlackBotChannel channel(Duration timeout) {
        return new SlackBotChannel(URI.create(slack.api()), SlackWorkspace.TOKEN, "#ops", Templates.NONE, timeout);
    }
}
