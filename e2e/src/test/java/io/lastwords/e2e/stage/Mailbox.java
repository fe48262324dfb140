package io.lastwords.e2e.stage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;

/** A mailbox behind real SMTP. */
public final class Mailbox implements AutoCloseable {
    private final GreenMail server;

    /** A mail and when it came. */
    public record Mail(
            Instant time,
            String messageId,
            List<String> inReplyTo,
            List<String> references,
            String subject,
            String raw) {
        /** Whether it speaks of a container. */
        public boolean mentions(Container container) {
            // a quoted-printable body may break a line within the name
            return raw.replace("=\r\n", "").contains(container.name());
        }

        /** The mail's source with its soft line breaks taken out. */
        public String text() {
            return raw.replace("=\r\n", "").replace("=3D", "=");
        }
    }

    public Mailbox() {
        this("127.0.0.1");
    }

    /** With an address that containers can reach as well. */
    public static Mailbox forContainers() {
        return new Mailbox("0.0.0.0");
    }

    private Mailbox(String address) {
        server = new GreenMail(new ServerSetup(0, address, ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    /** For LASTWORDS_SMTP_URL. */
    public String url() {
        return url("127.0.0.1");
    }

    /** The same, this machine under another name. */
    public String url(String host) {
        return "smtp://" + host + ":" + server.getSmtp().getPort();
    }

    /** The mails about a container so far, in order of arrival. */
    public List<Mail> mails(Container container) {
        return mails().stream().filter(mail -> mail.mentions(container)).toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    public List<Mail> mails() {
        return server.getManagers().getImapHostManager().getAllMessages().stream()
                .map(stored -> mail(stored.getReceivedDate().toInstant(), stored.getMimeMessage()))
                .toList();
    }

    private static Mail mail(Instant time, MimeMessage message) {
        try {
            return new Mail(
                    time,
                    message.getMessageID(),
                    headers(message, "In-Reply-To"),
                    headers(message, "References"),
                    message.getSubject(),
                    GreenMailUtil.getWholeMessage(message));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> headers(MimeMessage message, String name) throws MessagingException {
        var values = message.getHeader(name);
        return values == null ? List.of() : List.of(values);
    }
}
