package io.lastwords.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.notifier.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverSettingsTest {
    private static final Secret SMTP = Secret.of("smtp://user:s3cret@mail.example.org:587");

    @ParameterizedTest
    @ValueSource(strings = {"", "hooks.slack.com/s3cret", "ftp://h/s3cret", "https:///s3cret", "https://h/ s3cret"})
    void refusesAWebhookUrlThatCannotWorkWithoutTellingIt(String url) {
        assertThatThrownBy(() -> new SlackWebhook("slack", Secret.of(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://hooks.slack.com/services/")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void takesAWebhookWithTheNewlineThatFilesEndWith() {
        assertThat(new SlackWebhook("slack", Secret.of("https://hooks.slack.com/services/T/B/x\n")).uri())
                .hasHost("hooks.slack.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b@c", "x@example.org\r\nBcc: y@example.org", "a b@example.org"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> new Email("mail", SMTP, address, List.of("ops@example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sender");
        assertThatThrownBy(() -> new Email("mail", SMTP, "a@example.org", List.of(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receiver");
    }

    @Test
    void refusesNamesThatWouldBreakAKeyAndNamesUsedTwice() {
        var url = Secret.of("https://hooks.slack.com/services/T/B/x");
        assertThatThrownBy(() -> new SlackWebhook("a/b", url)).hasMessageContaining("a/b");
        assertThatThrownBy(() -> new NotifierSettings(
                        List.of(new SlackWebhook("ops", url), new SlackWebhook("ops", url)),
                        Route.toAll(List.of("ops")),
                        Map.of(),
                        Duration.ofSeconds(1),
                        "one"))
                .hasMessageContaining("two receivers are called 'ops'");
    }

    @Test
    void refusesANameThatKafkaWouldRefuse() {
        assertThatThrownBy(() -> new NotifierSettings(
                        List.of(), Route.toAll(List.of()), Map.of(), Duration.ofSeconds(1), "host 1/a"))
                .hasMessageContaining("'host 1/a'");
    }

    @Test
    void aSecretIsNotPrinted() {
        var email = new Email("mail", SMTP, "Alarm <alarm@example.org>", List.of("ops@example.org"));

        assertThat(email.toString()).contains("***").doesNotContain("s3cret");
        assertThat(email.server().password()).isEqualTo("s3cret");
        assertThat(email.sender().getPersonal()).isEqualTo("Alarm");
    }
}
