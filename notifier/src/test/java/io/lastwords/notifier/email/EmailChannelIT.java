package io.lastwords.notifier.email;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static io.lastwords.notifier.Diagnoses.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail client against a real SMTP server on the loopback. */
class EmailChannelIT {
    private static final String ROOT = "<i-7f3a.0.mail@lastwords.example.org>";
    private final GreenMail server =
            new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void deliversTextAndHtmlToEverybody() throws Exception {
        var attempt = send(smtp(""), Delivery.Notice.OPENED, null);

        assertThat(attempt).isEqualTo(new Attempt.Delivered(ROOT, "Lastwords: shop/backend keeps dying: stub-binary"));
        assertThat(server.getReceivedMessages()).hasSize(2);
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo(ROOT);
        assertThat(mail.getSubject()).isEqualTo("Lastwords: shop/backend keeps dying: stub-binary");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("CAUSE: stub-binary");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<strong>stub-binary</strong>");
    }

    @Test
    void aMailSentAgainCarriesTheSameMessageIdAndAReplyItsRoot() throws Exception {
        send(smtp(""), Delivery.Notice.OPENED, null);
        send(smtp(""), Delivery.Notice.OPENED, null);
        send(smtp(""), Delivery.Notice.RESOLVED, delivered(Delivery.Notice.OPENED, Diagnoses.open(1)));

        var openings = mails("Lastwords: ");
        assertThat(openings).hasSize(4).extracting(MimeMessage::getMessageID).containsOnly(ROOT);
        assertThat(mails("Re: Lastwords: ")).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo(ROOT);
            assertThat(mail.getMessageID()).isNotEqualTo(ROOT);
            var parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(0).getContent().toString()).contains("has recovered");
        });
    }

    private List<MimeMessage> mails(String subject) throws Exception {
        var mails = new ArrayList<MimeMessage>();
        for (var mail : server.getReceivedMessages()) {
            if (mail.getSubject().startsWith(subject)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    @Test
    void logsInOnlyWhereTheUrlSaysSo() throws Exception {
        server.setUser("ops@example.org", "user", "p@ss:word");

        assertThat(send(smtp("user:p@ss:word@"), Delivery.Notice.OPENED, null)).isInstanceOf(Attempt.Delivered.class);
        assertThat(send(smtp("user:wr0ng@"), Delivery.Notice.OPENED, null))
                .isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
                    assertThat(rejected.remedy()).contains("user and password");
                    assertThat(rejected.toString()).doesNotContain("wr0ng");
                });
    }

    @Test
    void verifiesTheCertificateOfSmtps() throws Exception {
        var url = "smtps://127.0.0.1:" + server.getSmtps().getPort();

        assertThat(send(url, Delivery.Notice.OPENED, null))
                .isInstanceOfSatisfying(
                        Attempt.Later.class, later -> assertThat(later.reason()).contains("TLS"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private String smtp(String login) {
        return "smtp://" + login + "127.0.0.1:" + server.getSmtp().getPort();
    }

    private static Attempt send(String url, Delivery.Notice why, @Nullable Delivery last) throws Exception {
        var channel = new EmailChannel(
                SmtpUrl.parse(url),
                new InternetAddress("alarm@example.org"),
                List.of(new InternetAddress("ops@example.org"), new InternetAddress("boss@example.org")),
                Templates.NONE,
                Duration.ofSeconds(20),
                Clock.fixed(OPENED, ZoneOffset.UTC));
        var diagnosis = why == Delivery.Notice.RESOLVED ? Diagnoses.resolved(2) : Diagnoses.open(1);
        return channel.send(new Message("mail", why, diagnosis, last, false));
    }
}
