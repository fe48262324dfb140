package io.lastwords.notifier.email;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.Templates;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each kind of reply that an SMTP server may give. */
class SmtpRepliesIT {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final String OPS = "RCPT TO:<ops@example.org>";
    private static final String BOSS = "RCPT TO:<boss@example.org>";

    @ParameterizedTest
    @CsvSource({
        "greeting, 421 busy",
        "MAIL, 451 later",
        "MAIL, 421 goodbye",
        "RCPT, 450 greylisted",
        "RCPT, 421 goodbye",
        "DATA, 451 later",
        "DATA, 421 goodbye",
        "dot, 452 no room",
        "dot, 421 goodbye"
    })
    void aFourIsTriedAgain(String command, String answer) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, answer))) {
            assertThat(channel(server, "").send(message())).isInstanceOf(Attempt.Later.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, 554 go away",
        "MAIL, 550 unknown sender",
        "RCPT, 550 unknown user",
        "DATA, 554 no",
        "dot, 552 too big",
        "MAIL, 530 log in first"
    })
    void aFiveIsRefusedForGood(String command, String answer) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, answer))) {
            assertThat(channel(server, "").send(message()))
                    .isInstanceOfSatisfying(
                            Attempt.Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains(answer.substring(0, 3)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot"})
    void aServerThatFallsSilentIsLeftInTime(String command) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, ScriptedSmtp.HANG))) {
            assertThat(channel(server.url(""), Duration.ofSeconds(1)).send(message()))
                    .isInstanceOf(Attempt.Later.class);
        }
    }

    @Test
    void nobodyGetsAMailTwiceWhereAnotherAddressMustWait() throws Exception {
        try (var server = new ScriptedSmtp(Map.of(BOSS, "450 greylisted"))) {
            var channel = channel(server, "");
            assertThat(channel.send(message()))
                    .isInstanceOfSatisfying(
                            Attempt.Later.class,
                            later -> assertThat(later.reason()).contains("1 of 2"));

            server.answer(BOSS, "250 ok");
            assertThat(channel.send(message())).isInstanceOf(Attempt.Delivered.class);
            assertThat(server.commands()).filteredOn(OPS::equals).hasSize(1);
            assertThat(server.commands()).filteredOn(BOSS::equals).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 451 later", "MAIL, 421 goodbye", "DATA, 451 later", "dot, 452 no room"})
    void whoMustWaitIsNotForgottenWhereTheNextTryFailsToo(String command, String answer) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(BOSS, "450 greylisted"))) {
            var channel = channel(server, "");
            assertThat(channel.send(message())).isInstanceOf(Attempt.Later.class);

            server.answer(BOSS, "250 ok");
            server.answer(command, answer);
            assertThat(channel.send(message())).isInstanceOf(Attempt.Later.class);

            server.answer(command, command.equals("DATA") ? "354 go on" : "250 ok");
            assertThat(channel.send(message())).isInstanceOf(Attempt.Delivered.class);
            assertThat(server.commands()).filteredOn(OPS::equals).hasSize(1);
        }
    }

    @Test
    void whoHasAMailGetsTheNextOneThatSaysSomethingElse() throws Exception {
        try (var server = new ScriptedSmtp(Map.of(BOSS, "450 greylisted"))) {
            var channel = channel(server, "");
            for (var diagnosis : List.of(Diagnoses.open(1), Diagnoses.open(2), Diagnoses.open(3, "out-of-memory"))) {
                channel.send(new Message("mail", Delivery.Notice.OPENED, diagnosis, null, false));
            }
            assertThat(server.commands()).filteredOn(OPS::equals).hasSize(2);

            var last = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(3));
            for (var why : List.of(Delivery.Notice.REPEATED, Delivery.Notice.RESOLVED)) {
                var diagnosis = why == Delivery.Notice.REPEATED ? Diagnoses.open(3) : Diagnoses.resolved(4);
                channel.send(new Message("mail", why, diagnosis, last, false));
            }
            assertThat(server.commands()).filteredOn(OPS::equals).hasSize(4);
        }
    }

    @Test
    void anUnknownAddressDoesNotKeepTheMailFromTheOthers() throws Exception {
        try (var server = new ScriptedSmtp(Map.of(BOSS, "550 unknown"))) {
            assertThat(channel(server, "").send(message())).isInstanceOf(Attempt.Delivered.class);
        }
    }

    @Test
    void takesStartTlsWhenOfferedWithWhateverCertificate() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-scripted\r\n250 STARTTLS", "STARTTLS", "220 go"))) {
            assertThat(channel(server, "").send(message())).isInstanceOf(Attempt.Delivered.class);
            assertThat(server.commands()).anyMatch(command -> command.startsWith("TLS MAIL FROM"));
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL FROM"));
        }
    }

    @Test
    void givesNoPasswordToACertificateItCannotVerify() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-scripted\r\n250 STARTTLS", "STARTTLS", "220 go"))) {
            assertThat(channel(server, "user:s3cret@").send(message()))
                    .isInstanceOfSatisfying(
                            Attempt.Later.class,
                            later -> assertThat(later.reason()).contains("TLS"));
            assertThat(server.commands()).noneMatch(command -> command.contains("AUTH"));
        }
    }

    @Test
    void nobodyListeningIsTriedAgain() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(channel("smtp://127.0.0.1:" + free, PATIENT).send(message()))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason()).contains("no connection to smtp://127.0.0.1:" + free));
        assertThat(channel("smtp://no-such-host.invalid:25", PATIENT).send(message()))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason()).contains("there is no host no-such-host.invalid"));
    }

    private static EmailChannel channel(ScriptedSmtp server, String login) throws Exception {
        return channel(server.url(login), PATIENT);
    }

    private static EmailChannel channel(String url, Duration timeout) throws Exception {
        return new EmailChannel(
                SmtpUrl.parse(url),
                new InternetAddress("alarm@example.org"),
                List.of(new InternetAddress("ops@example.org"), new InternetAddress("boss@example.org")),
                Templates.NONE,
                timeout,
                Clock.fixed(OPENED, ZoneOffset.UTC));
    }

    private static Message message() {
        return new Message("mail", Delivery.Notice.OPENED, Diagnoses.open(1), null, false);
    }
}
