package io.lastwords.notifier.email;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.notice.Plain;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure in SMTP means: a reply of 5xx is for good, a 4xx and everything below SMTP is worth another try. */
final class SmtpFailure {
    private SmtpFailure() {}

    /**
     * Reads a failure.
     *
     * @param code the server's last reply code; -1 where it gave none
     * @param reply the server's last reply
     */
    static Attempt of(MessagingException failure, int code, String reply, SmtpUrl server) {
        int decisive = decisive(failure, code);
        String said = "%s answered %s".formatted(server, Plain.line(reply, 200));
        if (decisive >= 500 && decisive < 600) {
            return new Attempt.Rejected(said, remedy(failure, decisive));
        }
        if (decisive >= 400 && decisive < 500) {
            return new Attempt.Later(null, said);
        }
        return new Attempt.Later(null, connection(failure, server));
    }

    /** The reply that decided, the outermost first; -1 where the connection failed and there was none. */
    private static int decisive(MessagingException failure, int code) {
        for (Exception next = failure; next != null; next = next(next)) {
            int own = switch (next) {
                case SMTPSendFailedException send -> send.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPAddressFailedException address -> address.getReturnCode();
                default -> -1;
            };
            if (own > 0) {
                return own;
            }
            if (next instanceof IOException) {
                return -1;
            }
        }
        return code;
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String remedy(MessagingException failure, int code) {
        if (failure instanceof AuthenticationFailedException || code == 535 || code == 534) {
            return "check the user and password in LASTWORDS_SMTP_URL; some providers want a password for programs";
        }
        if (code == 530) {
            return "the server wants a login, or TLS: put user:password@ into LASTWORDS_SMTP_URL, or use smtps://";
        }
        return "check LASTWORDS_EMAIL_FROM and LASTWORDS_EMAIL_TO, and whether the server takes mail from this host";
    }

    private static String connection(MessagingException failure, SmtpUrl server) {
        Throwable root = failure;
        boolean tls = false;
        while (root.getCause() != null) {
            root = root.getCause();
            tls |= root instanceof SSLException;
        }
        if (root instanceof UnknownHostException) {
            return "there is no host " + server.host() + ": check LASTWORDS_SMTP_URL and the name service";
        }
        String detail = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return (tls ? "TLS with " + server + " failed: " : "no connection to " + server + ": ")
                + Plain.line(detail, 200);
    }
}
