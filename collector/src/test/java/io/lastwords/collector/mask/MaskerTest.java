package io.lastwords.collector.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private static final Masker PLAIN = Masker.of(List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connecting to postgres://app:s3cr3t@db:5432/x | connecting to postgres://app:***@db:5432/x
            redis://:p4ss@cache:6379/0 | redis://:***@cache:6379/0
            amqp://u:a/b@mq/ | amqp://u:***@mq/
            {"url":"https://u:p@h/","n":1} | {"url":"https://u:***@h/","n":1}
            http://u:p@ss@h/ | http://u:***@h/
            https://ghp_abcdefghijklmnopqrstuvwxyz0123456789:x-oauth-basic@h/r | https://***:***@h/r
            Authorization: Bearer abcDEF123.456-xyz | Authorization: Bearer ***
            > authorization: bearer 0123456789abcdef | > authorization: bearer ***
            Authorization: Basic dXNlcjpwYXNzd29yZA== x | Authorization: Basic *** x
            t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_123 ok | t=*** ok
            key AKIAIOSFODNN7EXAMPLE. | key ***.
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | aws_secret_access_key = ***
            {"SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"} | {"SecretAccessKey":"***"}
            push ghp_0123456789abcdefghijABCDEFGHIJ012345 | push ***
            github_pat_11ABCDEFG0123456789_abcdefghij | ***
            slack xoxb-123456789012-abcdefABCDEF done | slack *** done
            https://hooks.slack.com/services/T000000/B000000/XXXXXXXXXXXXXXXX | https://hooks.slack.com/***
            AIzaSyA0123456789abcdefghijklmnopqrstuv | ***
            stripe sk_live_0123456789abcdefABCDEF, | stripe ***,
            glpat-0123456789abcdefghij | ***
            a\\nAKIAIOSFODNN7EXAMPLE\\n | a\\n***\\n
            """)
    void masksTheWellKnownForms(String text, String masked) {
        assertThat(PLAIN.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://localhost:8080/path?email=a@b.c HTTP/1.1",
                "see https://user@host/ and ssh://git@github.com:22/x.git",
                "http://[::1]:8080/x@y",
                "mail from a@b.c: http://h:80/",
                "Bearer token expired; Bearer authentication failed",
                "bearer certificate-based-authentication is not supported",
                "Basic authentication is required",
                "eyJust a word.with dots.in it",
                "the key AKIA is short, TAKIAIOSFODNN7EXAMPLE is a word",
                "INFO 2026-11-21T02:00:00.123Z [main] com.example.Token - token=none key=value secret=unset",
                "task-id sk-123, npm_config_registry=https://registry, hf_hub, xoxo-love",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "sha256:0c8dce830aa0e1b5f9a1c3b6f0b2e5d3c1a09f8e7d6c5b4a39281706f5e4d3c2",
                "550e8400-e29b-41d4-a716-446655440000",
                "thread 'main' panicked at src/main.rs:12:5: failed to bind 0.0.0.0:8080: Address in use",
                "password authentication failed for user \"app\"",
                "aws_secret_access_key is not set",
                "skipping ghp_ prefix check",
                ""
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(line(PLAIN.lines(), text)).isEqualTo(text);
    }

    @Test
    void masksTheValuesOfSecretVariables() {
        var masker = Masker.of(List.of(
                "DB_PASSWORD=hunter2hunter2",
                "db_passwd=other-secret",
                "MyToken=tok-1234567",
                "short_key=abc1234",
                "PATH=/usr/local/bin",
                "PREFIX_SECRET=tok-1234567-longer",
                "JSON_CREDENTIAL={\"a\":\"b c\"}",
                "EMPTY_KEY="));

        assertThat(masker.mask("x hunter2hunter2hunter2 y")).isEqualTo("x *** y");
        assertThat(masker.mask("other-secret")).isEqualTo("***");
        assertThat(masker.mask("tok-1234567-longer tok-1234567-")).isEqualTo("*** ***-");
        assertThat(masker.mask("abc1234 /usr/local/bin")).isEqualTo("abc1234 /usr/local/bin");
        assertThat(masker.mask("{\\\"a\\\":\\\"b c\\\"} {\"a\":\"b c\"}")).isEqualTo("*** ***");
    }

    @Test
    void masksAValueOfSeveralLinesLineByLine() {
        var masker = Masker.of(List.of("TLS_KEY=first-line-of-it\nshort\n  third-line-of-it"));
        var lines = masker.lines();

        assertThat(line(lines, "> first-line-of-it")).isEqualTo("> ***");
        assertThat(line(lines, "short")).isEqualTo("short");
        assertThat(line(lines, "third-line-of-it")).isEqualTo("***");
    }

    @Test
    void masksValuesThatAreNotAscii() {
        var masker = Masker.of(List.of("PASSWORD=pässwörd€"));

        assertThat(masker.mask("é pässwörd€ é")).isEqualTo("é *** é");
    }

    @Test
    void masksAValueThatStandsForAUserInAUrl() {
        var masker = Masker.of(List.of("API_TOKEN=tok-1234567"));

        assertThat(masker.mask("git clone https://tok-1234567:x@h/r and https://u:x@h/"))
                .isEqualTo("git clone https://***@h/r and https://u:***@h/");
    }

    @Test
    void findsASecretWhereverItBeginsAndEnds() {
        var masker = Masker.of(List.of("API_TOKEN=tok-1234567"));
        var secrets =
                List.of("tok-1234567", "hf_abcdefghijklmnopqrstuvwxyz0123456789", "sk-ant-abcdefghijklmnopqrstuvwxyz");
        for (String secret : secrets) {
            for (int before = 0; before < 9; before++) {
                for (int after = 0; after < 5; after++) {
                    String line = "=".repeat(before) + "%s" + "=".repeat(after);
                    assertThat(line(masker.lines(), line.formatted(secret))).isEqualTo(line.formatted("***"));
                }
            }
        }
        assertThat(line(masker.lines(), "x://:p@")).isEqualTo("x://:***@");
        assertThat(line(masker.lines(), "xy://:p@")).isEqualTo("xy://:***@");
    }

    @Test
    void joinsSecretsThatOverlap() {
        var masker = Masker.of(List.of("A_KEY=abcdefgh", "B_KEY=efghijklm"));

        assertThat(masker.mask("_abcdefghijklm_")).isEqualTo("_***_");
    }

    @Test
    void masksPrivateKeysOverLines() {
        var lines = PLAIN.lines();

        assertThat(line(lines, "key: -----BEGIN PRIVATE KEY-----")).isEqualTo("key: ***");
        assertThat(line(lines, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"))
                .isEqualTo("***");
        assertThat(line(lines, "app | MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw")).isEqualTo("app | ***");
        assertThat(line(lines, "a log line of another thread")).isEqualTo("a log line of another thread");
        assertThat(line(lines, "AB==")).isEqualTo("***");
        assertThat(line(lines, "-----END PRIVATE KEY----- and on")).isEqualTo("*** and on");
        assertThat(line(lines, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"))
                .startsWith("MIIE");
        assertThat(PLAIN.mask("a\n-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----\nb"))
                .isEqualTo("a\n***\nb");
        assertThat(PLAIN.mask("{\"k\":\"-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----\\n\"}"))
                .isEqualTo("{\"k\":\"***\\n\"}");
    }

    @Test
    void takesTextForTextAgainWhereAKeyNeverEnds() {
        var lines = PLAIN.lines();
        line(lines, "-----BEGIN PRIVATE KEY-----");
        for (int i = 0; i < 200; i++) {
            line(lines, "word");
        }

        assertThat(line(lines, "word")).isEqualTo("word");
    }

    @Test
    void masksFlagsAndAssignmentsOfCommands() {
        assertThat(PLAIN.mask(List.of(
                        "mysql", "--user", "root", "--password", "pw", "--db-password=x", "--api-key", "k", "--token")))
                .containsExactly(
                        "mysql",
                        "--user",
                        "root",
                        "--password",
                        "***",
                        "--db-password=***",
                        "--api-key",
                        "***",
                        "--token");
        assertThat(PLAIN.mask(List.of("sh", "-c", "PGPASSWORD=x psql --password 'a b' -h h && run --key file")))
                .containsExactly("sh", "-c", "PGPASSWORD=*** psql --password *** -h h && run --key file");
        assertThat(PLAIN.mask("exec: redis-server --requirepass=a TOKEN=b KEYS=c"))
                .isEqualTo("exec: redis-server --requirepass=a TOKEN=*** KEYS=c");
        assertThat(PLAIN.mask(List.of("--password", "--verbose", "x"))).containsExactly("--password", "--verbose", "x");
    }

    @Test
    void takesTimeInProportionToTheLine() {
        var masker = Masker.of(List.of("KEY=://a:b/c"));
        for (String hostile : List.of("://a:b/", "-eyJ", "earer ", "-----BEGIN PRIVATE KEY", "AKIA", "://:")) {
            byte[] line = hostile.repeat(20_000).getBytes(UTF_8);
            long start = System.nanoTime();
            masker.lines().find(line, 0, line.length);
            assertThat(System.nanoTime() - start).as(hostile).isLessThan(2_000_000_000L);
        }
    }

    private static String line(LineMasker lines, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        var spans = lines.find(bytes, 0, bytes.length);
        lines.advance();
        var masked = new StringBuilder();
        int done = 0;
        for (int i = 0; i < spans.count(); i++) {
            masked.append(new String(bytes, done, spans.start(i) - done, UTF_8)).append(Masker.MASK);
            done = spans.end(i);
        }
        return masked.append(new String(bytes, done, bytes.length - done, UTF_8))
                .toString();
    }
}
