package io.lastwords.notifier;

import io.lastwords.notifier.email.SmtpUrl;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;

/**
 * A mailbox or several.
 *
 * @param smtpUrl {@code smtp://[user:password@]host:port} (STARTTLS when offered, login only if the URL has one) or
 *     {@code smtps://}
 * @param from the sender's address, with a name or without
 * @param to the addresses, at least one
 * @param templates how it is told
 */
public record Email(String name, Secret smtpUrl, String from, List<String> to, Templates templates)
        implements ReceiverSettings {
    public Email {
        ReceiverSettings.checkName(name);
        to = List.copyOf(to);
        var unused = SmtpUrl.parse(smtpUrl.reveal());
        var unusedFrom = address("sender", from);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("there is no address to send mail to");
        }
        to.forEach(address -> address("receiver", address));
    }

    /** With no words of its own. */
    public Email(String name, Secret smtpUrl, String from, List<String> to) {
        this(name, smtpUrl, from, to, Templates.NONE);
    }

    SmtpUrl server() {
        return SmtpUrl.parse(smtpUrl.reveal());
    }

    InternetAddress sender() {
        return address("sender", from);
    }

    List<InternetAddress> receivers() {
        return to.stream().map(address -> address("receiver", address)).toList();
    }

    private static InternetAddress address(String role, String text) {
        try {
            var address = new InternetAddress(text, true);
            address.validate();
            if (text.chars().anyMatch(Character::isISOControl)
                    || !address.getAddress().contains("@")) {
                throw new AddressException("no @, or a control character");
            }
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "the mail's " + role + " is no address: '" + text.replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }
}
