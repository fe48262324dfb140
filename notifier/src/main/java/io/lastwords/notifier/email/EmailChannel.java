package io.lastwords.notifier.email;

import io.lastwords.model.memory.Bounded;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox, or several. Where a server takes a mail for some of the addresses only, the others are tried again alone,
 * so that nobody gets it twice, unless its cause is another by then.
 *
 * <p>TLS: {@code smtps://} and every login verify the server's certificate. STARTTLS without a login is taken when
 * offered, whoever signed it: encryption that anybody could have is better than none, and a local relay's certificate is
 * self-signed as a rule.
 */
public final class EmailChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

    /** So many mails at most are left to some of their addresses; of an older one all get it again. */
    private static final int REMEMBERED = 1_000;

    private final SmtpUrl server;
    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final Templates templates;
    private final Session session;
    private final Clock clock;
    /** Who has a mail already that others are still to get, by its Message-ID and the cause that it names. */
    private final Map<String, Set<Address>> served = Bounded.byInsertion(REMEMBERED);

    /** Sends through this server; the timeout is that of each wait, of which a mail takes a dozen. */
    public EmailChannel(
            SmtpUrl server,
            InternetAddress from,
            List<InternetAddress> to,
            Templates templates,
            Duration timeout,
            Clock clock) {
        this.server = server;
        this.from = from;
        this.to = List.copyOf(to);
        this.templates = templates;
        this.session = Session.getInstance(properties(server, from, timeout));
        this.clock = clock;
    }

    private static Properties properties(SmtpUrl server, InternetAddress from, Duration timeout) {
        String millis = String.valueOf(timeout.toMillis());
        var properties = new Properties();
        for (var protocol : List.of("smtp", "smtps")) {
            String prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "connectiontimeout", millis);
            properties.setProperty(prefix + "timeout", millis);
            properties.setProperty(prefix + "writetimeout", millis);
            properties.setProperty(prefix + "sendpartial", "true");
            properties.setProperty(prefix + "auth", String.valueOf(server.user() != null));
            properties.setProperty(prefix + "from", from.getAddress());
            properties.setProperty(prefix + "quitwait", "false");
        }
        properties.setProperty("mail.smtp.starttls.enable", "true");
        boolean verify = server.tls() || server.user() != null;
        properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(verify));
        properties.setProperty("mail.smtps.ssl.checkserveridentity", "true");
        if (!verify) {
            properties.setProperty("mail.smtp.ssl.trust", "*");
        }
        return properties;
    }

    @Override
    public Duration pace() {
        return Duration.ZERO;
    }

    @Override
    public Attempt send(Message message) {
        try {
            var transport = (SMTPTransport) session.getTransport(server.tls() ? "smtps" : "smtp");
            try {
                return send(message, transport);
            } finally {
                hangUp(message, transport);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException("the mail library lacks SMTP, or cannot write the mail", e);
        }
    }

    /** Changes nothing of how it went: a server that answered 421 has hung up already. */
    private static void hangUp(Message message, SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.atDebug()
                    .addKeyValue("receiver", message.receiver())
                    .log("The mail server took no goodbye: {}", e.getMessage());
        }
    }

    private Attempt send(Message message, SMTPTransport transport) throws MessagingException {
        var mail = Mail.of(session, message, templates, from, to, clock.instant());
        var done = served.getOrDefault(key(message, mail), Set.of());
        var left = to.stream().filter(address -> !done.contains(address)).toArray(Address[]::new);
        try {
            transport.connect(server.address(), server.port(), server.user(), server.password());
            transport.sendMessage(mail, left);
        } catch (SendFailedException e) {
            return partly(message, mail, e, transport);
        } catch (MessagingException e) {
            return SmtpFailure.of(e, transport.getLastReturnCode(), reply(transport), server);
        }
        return delivered(message, mail);
    }

    /** The mail may have gone to some of the addresses. */
    private Attempt partly(Message message, Mail mail, SendFailedException failure, SMTPTransport transport)
            throws MessagingException {
        var done = new HashSet<>(served.getOrDefault(key(message, mail), Set.of()));
        if (failure.getValidSentAddresses() != null) {
            done.addAll(Arrays.asList(failure.getValidSentAddresses()));
        }
        // of a whole mail that waits no address says so
        boolean later = failure instanceof SMTPSendFailedException whole && isPassing(whole.getReturnCode());
        int refused = 0;
        for (Exception next = failure; next instanceof MessagingException one; next = one.getNextException()) {
            if (next instanceof SMTPAddressFailedException address) {
                refused++;
                later |= isPassing(address.getReturnCode());
            }
        }
        if (done.isEmpty() && !later) {
            return SmtpFailure.of(failure, transport.getLastReturnCode(), reply(transport), server);
        }
        if (later) {
            served.put(key(message, mail), done);
            return new Attempt.Later(
                    null,
                    "%s does not take it for %d of %d addresses yet: %s"
                            .formatted(server, to.size() - done.size(), to.size(), Plain.line(reply(transport), 200)));
        }
        LOG.atError()
                .addKeyValue("receiver", message.receiver())
                .log("{} refuses {} of {} addresses for good: check LASTWORDS_EMAIL_TO", server, refused, to.size());
        return delivered(message, mail);
    }

    /** Whether another try may go better: below 400 nothing was refused, the connection went. */
    private static boolean isPassing(int code) {
        return code < 200 || (code >= 400 && code < 500);
    }

    private Attempt delivered(Message message, Mail mail) throws MessagingException {
        String id = mail.getMessageID();
        served.keySet().removeIf(key -> key.startsWith(id));
        var last = message.last();
        String thread = last != null && !last.thread().isEmpty() ? last.thread() : mail.getSubject();
        return new Attempt.Delivered(id, thread);
    }

    /** A better revision is the same mail, unless its cause is another, which all are to know. */
    private static String key(Message message, Mail mail) throws MessagingException {
        return mail.getMessageID()
                + message.about().getFirst().causes().getFirst().cause();
    }

    private static String reply(SMTPTransport transport) {
        String reply = transport.getLastServerResponse();
        return reply == null ? "nothing" : reply;
    }
}
