package io.lastwords.notifier.email;

import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/**
 * One mail. Its Message-ID follows from the incident, the receiver and which of its notices this is, so that a mail sent
 * again after a kill is the same mail to whoever gets it twice; all mails of an incident hang on the first one.
 */
final class Mail extends MimeMessage {
    private static final int SUBJECT = 150;

    private final String id;

    private Mail(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** Called when the mail is completed; the library would make up one of its own. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    static Mail of(
            Session session,
            Message message,
            Templates templates,
            InternetAddress from,
            List<InternetAddress> to,
            Instant now)
            throws MessagingException {
        String domain = "lastwords." + domain(from);
        var mail = new Mail(session, id(message, domain));
        mail.setFrom(named(from));
        mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(subject(message, templates), "UTF-8");
        mail.setSentDate(Date.from(now));
        if (message.last() != null) {
            String root = id(message.thread(), Message.FIRST, message.receiver(), domain);
            mail.setHeader("In-Reply-To", root);
            mail.setHeader("References", root);
        }
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setHeader("List-Id", "Lastwords <" + domain + ">");
        mail.fill(message, templates);
        mail.saveChanges();
        return mail;
    }

    /** Who has words of his own gets those alone: HTML beside them would be shown in their place. */
    private void fill(Message message, Templates templates) throws MessagingException {
        var occasion = message.occasion();
        var own = templates.ownText(occasion, UnaryOperator.identity());
        if (own.isPresent()) {
            setText(own.get(), "UTF-8", "plain");
        } else {
            setContent(new MimeMultipart(
                    "alternative",
                    part(templates.text(occasion), "plain"),
                    part(HtmlBody.of(occasion.notice()), "html")));
        }
    }

    /** The first mail's subject goes on with Re:, since many mail programs make threads by it. */
    static String subject(Message message, Templates templates) {
        var last = message.last();
        if (last != null && !last.thread().isEmpty()) {
            return "Re: " + Plain.line(last.thread(), SUBJECT);
        }
        var occasion = message.occasion();
        String subject = templates
                .ownTitle(occasion)
                .map(own -> Plain.line(own, SUBJECT))
                .orElseGet(() -> "Lastwords: " + Plain.line(occasion.notice().title(), SUBJECT - 11));
        return last != null ? "Re: " + subject : subject;
    }

    private static String id(Message message, String domain) {
        boolean threads = message.last() == null || message.about().size() > 1;
        return id(threads ? message.thread() : message.incident(), message.which(), message.receiver(), domain);
    }

    private static String id(String about, String which, String receiver, String domain) {
        return "<%s.%s.%s@%s>".formatted(atom(about), which, atom(receiver), domain);
    }

    /** Only what an ID may hold without quotes; what is changed by that gets a checksum, so that it stays distinct. */
    private static String atom(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_-]", "-");
        if (plain.equals(text) && text.length() <= 80) {
            return plain;
        }
        var sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(plain.length(), 80)) + "-"
                + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String domain(InternetAddress from) {
        String address = from.getAddress();
        String domain = address.substring(address.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        return domain.isEmpty() ? "localhost" : domain;
    }

    private static InternetAddress named(InternetAddress from) {
        if (from.getPersonal() != null) {
            return from;
        }
        try {
            return new InternetAddress(from.getAddress(), "Lastwords", "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("UTF-8 is always there", e);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }
}
