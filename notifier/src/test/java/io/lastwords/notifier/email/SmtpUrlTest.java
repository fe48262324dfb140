package io.lastwords.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "smtp://localhost:2525, false, , , localhost, 2525",
        "smtp://mail.example.org, false, , , mail.example.org, 25",
        "smtp://u:p@mail.example.org, false, u, p, mail.example.org, 587",
        "smtps://u:p@mail.example.org/, true, u, p, mail.example.org, 465",
        "smtp://me@example.org:p@ss:w/rd#+%25@[::1]:26, false, me@example.org, p@ss:w/rd#+%, [::1], 26",
        "SMTP://me%40example.org:a%3Ab@h:26, false, me@example.org, a:b, h, 26",
    })
    void readsWhatPeopleWrite(String url, boolean tls, String user, String password, String host, int port) {
        assertThat(SmtpUrl.parse(url)).isEqualTo(new SmtpUrl(tls, user, password, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org:25",
                "http://h:25",
                "smtp://",
                "smtp://h:",
                "smtp://h:0",
                "smtp://h:99999",
                "smtp://s3cret@h:25",
                "smtp://u:s3cret%zz@h:25",
                "smtp://a b:25",
                "smtp://u:s3cret@h\r\nx:25"
            })
    void refusesTheRestWithoutTellingTheSecret(String url) {
        assertThatThrownBy(() -> SmtpUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the SMTP URL")
                .message()
                .doesNotContain("s3cret")
                .doesNotContain("\n");
    }

    @Test
    void printsWithoutItsLogin() {
        assertThat(SmtpUrl.parse("smtp://user:s3cret@h:25")).hasToString("smtp://***@h:25");
    }
}
