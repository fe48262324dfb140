package io.lastwords.notifier.email;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static io.lastwords.notifier.Diagnoses.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Delivery.Notice;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Occasions;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailTest {
    @Test
    void aMailSentAgainIsTheSameMailEvenWithABetterRevision() throws Exception {
        var first = mail(Notice.OPENED, Diagnoses.open(1), null);
        var again = mail(Notice.OPENED, Diagnoses.open(2), null);

        assertThat(first.getMessageID()).isEqualTo("<i-7f3a.0.mail@lastwords.example.org>");
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID());
        assertThat(first.getHeader("References")).isNull();
    }

    @Test
    void laterMailsHangOnTheFirstOne() throws Exception {
        var opened = mail(Notice.OPENED, Diagnoses.open(1), null);
        var changed = mail(
                Notice.CAUSE_CHANGED, Diagnoses.open(2, "out-of-memory"), delivered(Notice.OPENED, Diagnoses.open(1)));
        var resolved = mail(Notice.RESOLVED, Diagnoses.resolved(4), delivered(Notice.CAUSE_CHANGED, Diagnoses.open(2)));

        for (var mail : List.of(changed, resolved)) {
            assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo(opened.getMessageID());
            assertThat(mail.getHeader("References", null)).isEqualTo(opened.getMessageID());
            assertThat(mail.getSubject()).isEqualTo("Re: Lastwords: first subject");
        }
        assertThat(List.of(opened.getMessageID(), changed.getMessageID(), resolved.getMessageID()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsToldAgainAndAgainIsAnotherMailEachTime() throws Exception {
        var diagnosis = Diagnoses.open(1);
        var opened = delivered(Notice.OPENED, diagnosis);
        var repeated = new Delivery(
                1,
                opened.receiver(),
                opened.incident(),
                opened.revision(),
                Notice.REPEATED,
                opened.cause(),
                opened.status(),
                opened.outcome(),
                null,
                OPENED.plus(Duration.ofHours(4)),
                "ref",
                opened.thread(),
                1,
                null);

        var first = mail(Notice.REPEATED, diagnosis, opened);
        var second = mail(Notice.REPEATED, diagnosis, repeated);
        var resolved = mail(Notice.RESOLVED, Diagnoses.resolved(2), repeated);

        assertThat(List.of(first.getMessageID(), second.getMessageID(), resolved.getMessageID()))
                .doesNotHaveDuplicates();
        assertThat(mail(Notice.REPEATED, Diagnoses.open(2), repeated).getMessageID())
                .isEqualTo(second.getMessageID());
    }

    @Test
    void saysThatAMachineWroteIt() throws Exception {
        var mail = mail(Notice.OPENED, Diagnoses.open(1), null);

        assertThat(mail.getSubject()).isEqualTo("Lastwords: shop/backend keeps dying: stub-binary");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("List-Id", null)).isEqualTo("Lastwords <lastwords.example.org>");
        assertThat(mail.getFrom()[0]).hasToString("Lastwords <alarm@example.org>");
        assertThat(mail.getSentDate()).isEqualTo(OPENED);
    }

    @Test
    void ownWordsAreTheSubjectAndTheOnlyText() throws Exception {
        var own = new Templates(
                NoticeTemplate.parse("[{{severity}}] {{name}}"),
                NoticeTemplate.parse("{{name}} <b>&</b>\n{{cause.label}}"));

        var mail = mail(Notice.OPENED, Diagnoses.open(1), null, own);
        var titled = mail(Notice.OPENED, Diagnoses.open(1), null, new Templates(own.title(), null));
        var reply = mail(Notice.RESOLVED, Diagnoses.resolved(2), delivered(Notice.OPENED, Diagnoses.open(1)), own);

        assertThat(mail.getSubject()).isEqualTo("[critical] shop/backend");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getContent()).isEqualTo("shop/backend <b>&</b>\nstub-binary");
        assertThat(titled.getSubject()).isEqualTo("[critical] shop/backend");
        assertThat(titled.getContentType()).startsWith("multipart/alternative");
        assertThat(reply.getSubject()).isEqualTo("Re: Lastwords: first subject");
    }

    @Test
    void noNameOfAContainerCanAddAHeader() throws Exception {
        String evil = "x\r\nBcc: everybody@example.org\r\n\r\n<script>\u2028y";
        var diagnosis = Diagnoses.of(
                evil,
                1,
                new Diagnosis.Cause(evil, 0.5, evil, List.of(evil), List.of(evil)),
                Diagnoses.lines(evil),
                true,
                OPENED);
        var mail = mail(Notice.OPENED, diagnosis, null);
        var out = new ByteArrayOutputStream();
        mail.writeTo(out);
        String head = out.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2)[0];

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(mail.getMessageID()).matches("<[A-Za-z0-9_.-]+@lastwords\\.example\\.org>");
    }

    @Test
    void escapesWhatGoesIntoHtml() {
        var evil = "<script>alert(1)</script>&\"'";
        var notice = io.lastwords.notifier.notice.Notice.of(Diagnoses.of(
                evil,
                1,
                new Diagnosis.Cause(evil, 0.5, evil, List.of(evil), List.of(evil)),
                Diagnoses.lines(evil),
                true,
                OPENED));

        assertThat(HtmlBody.of(notice))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;");
    }

    @Test
    void theTextTellsThingsInTheOrderOfNeed() {
        assertThat(Templates.NONE.text(Occasions.opened(Diagnoses.open(1)))).isEqualTo("""
                        shop/backend on host1 died 7 times in 12 s, each time with exit code 0.
                        A run lasts about 21 ms. The line that says its program has started never came.

                        CAUSE: stub-binary (almost certain, 97 %)
                        The image holds a placeholder program that was built before the real sources were copied.
                        Otherwise main-not-reached (only a guess, 2 %).

                        EVIDENCE
                        - its main function is 1 byte long.
                        - the marker 'Server listening' is not in the executable.
                        - all 7 runs ended with 0 after about 21 ms.
                        - not wrong-architecture: the executable is for x86-64, and so is the host.

                        WHAT MENDS IT
                            docker compose build --no-cache backend && docker compose up -d backend

                        LAST WORDS
                            [entrypoint] starting backend
                            [entrypoint] executing /app/backend

                        Silence it for 2 hours:
                            ./lastwords silence add workload=host1/shop/backend/1 --for 2h

                        If the cause is wrong, say so:
                            ./lastwords incidents i-7f3a --wrong stub-binary

                        --\s
                        since 2026-11-21 02:00:00 UTC
                        image shop/backend:2.3
                        container shop-backend-1 c0ffee012345
                        incident i-7f3a
                        """);
    }

    private static Mail mail(Notice why, Diagnosis diagnosis, @Nullable Delivery last) throws Exception {
        return mail(why, diagnosis, last, Templates.NONE);
    }

    private static Mail mail(Notice why, Diagnosis diagnosis, @Nullable Delivery last, Templates templates)
            throws Exception {
        return Mail.of(
                Session.getInstance(new Properties()),
                new Message("mail", why, diagnosis, last, false),
                templates,
                new InternetAddress("alarm@example.org"),
                List.of(new InternetAddress("ops@example.org")),
                OPENED);
    }
}
