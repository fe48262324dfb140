package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MissingConfigurationTest {
    private final MissingConfiguration cause = new MissingConfiguration();

    @Test
    void namesTheVariable() {
        for (String words : new String[] {
            "DATABASE_URL is not set\n",
            "DATABASE_URL environment variable is not set\n",
            "Error: Missing required environment variable: DATABASE_URL\n",
            "Error: environment variable DATABASE_URL is required\n",
            "bash: line 1: DATABASE_URL: unbound variable\n",
            "sh: 1: DATABASE_URL: parameter not set or null\n",
            "bash: line 1: DATABASE_URL: must be set\n",
            Recorded.RUST_ENVIRONMENT,
            Recorded.PYTHON_KEY,
        }) {
            var facts = container().died(words.contains("panicked") ? 101 : 1, words);
            var opinion = likely(cause, facts);
            assertThat(opinion.summary())
                    .as(words)
                    .isEqualTo("shop-backend-1 refuses to run: DATABASE_URL is not set.");
            assertThat(opinion.evidence()).contains("the container has no variable DATABASE_URL");
            assertThat(answer(facts)).as(words).isEqualTo("missing-configuration");
        }
    }

    @Test
    void isLessSureWhereTheVariableIsThere() {
        var opinion = likely(cause, container().environment("DATABASE_URL").died(1, "DATABASE_URL is not set\n"));
        assertThat(opinion.confidence()).isBetween(0.5, 0.7);
        assertThat(opinion.evidence()).anyMatch(line -> line.contains("perhaps it is empty"));
    }

    @Test
    void writesTheComposeEdit() {
        assertThat(likely(cause, container().compose().died(1, "DATABASE_URL is not set\n"))
                        .fix()
                        .getFirst())
                .isEqualTo("in /srv/shop/docker-compose.yml, service backend: under environment, set DATABASE_URL=...");
    }

    @Test
    void namesTheVariableOfAProgramThatEndsPolitely() {
        var facts = container("python", "/app/app.py")
                .looped(0, "INFO mail-worker 1.8.2\nINFO BROKER_URL is not set, nothing to consume. Exiting.\n");
        assertThat(answer(facts)).isEqualTo("missing-configuration");
        for (String done : new String[] {
            "worker: MAIL_QUEUE is empty, exiting\n",
            "LOCK_FILE not found, shutting down\n",
            "INBOX is not set, exiting\n",
            "/data/import/settings.csv not found, nothing to process\n",
            "SCHEMA_UPGRADE not required, exiting\n",
            "RUN_FOREVER not set, exiting after one pass\n",
            "No work required by configuration BATCH_MODE, exiting\n"
        }) {
            assertThat(silent(cause, container().looped(0, done))).as(done).isTrue();
        }
        assertThat(silent(
                        cause,
                        container()
                                .run(
                                        0,
                                        run -> run.stdout("BROKER_URL is not set, exiting\n")
                                                .lasting(3_600_000))))
                .isTrue();
        assertThat(answer(container().looped(0, "INFO PROXY_URL is not set\nINFO 12 mails sent\n")))
                .isNotEqualTo("missing-configuration");
        assertThat(answer(container().looped(0, "INFO PROXY_URL is not set\nINFO all done, exiting\n")))
                .isNotEqualTo("missing-configuration");
    }

    /** Recorded with nginx 1.22 and OpenSSL 3.0. */
    @Test
    void namesACertificateThatIsNotThere() {
        var facts = container("nginx")
                .bind("/srv/certs", "/etc/nginx/certs")
                .died(
                        1,
                        "2026/11/24 02:16:45 [emerg] 1#1: cannot load certificate \"/etc/nginx/certs/tls.crt\":"
                                + " BIO_new_file() failed (SSL: error:80000002:system library::No such file or"
                                + " directory:calling fopen(/etc/nginx/certs/tls.crt, r) error:10000080:BIO"
                                + " routines::no such file)\n");
        assertThat(answer(facts)).isEqualTo("missing-configuration");
        assertThat(likely(cause, facts).summary()).contains("/etc/nginx/certs/tls.crt is not there");
        assertThat(likely(cause, facts).fix().getFirst())
                .startsWith("ls -laL '/srv/certs/tls.crt'   # on the host: the container sees it");
    }

    @Test
    void doesNotNameACertificateThatWasLoaded() {
        for (String words : new String[] {
            "loaded certificate /etc/tls.crt; open db.sock: no such file or directory\n",
            "writing certificates to /data: mkdir: no such file or directory\n"
        }) {
            assertThat(silent(cause, container().died(1, words))).as(words).isTrue();
        }
    }

    @Test
    void namesAConfigurationFile() {
        var facts = container("nginx")
                .died(1, "nginx: [emerg] open() \"/etc/nginx/nginx.conf\" failed (2: No such file or directory)\n");
        assertThat(answer(facts)).isEqualTo("missing-configuration");
        assertThat(likely(cause, facts).summary()).contains("/etc/nginx/nginx.conf is not there");
    }

    @Test
    void readsTheDatabaseImages() {
        assertThat(answer(container("docker-entrypoint.sh", "postgres")
                        .died(
                                1,
                                "Error: Database is uninitialized and superuser "
                                        + "password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n"
                                        + "       superuser.\n")))
                .isEqualTo("missing-configuration");
    }

    @Test
    void ignoresAWarningLongBeforeTheEnd() {
        assertThat(answer(container()
                        .died(
                                1,
                                "WARN SENTRY_DSN is not set, errors will not be reported\n" + "step\n".repeat(11)
                                        + "something went wrong\n")))
                .isEqualTo("unexplained");
    }

    @Test
    void staysSilentWhereItEndedWell() {
        assertThat(silent(cause, container().run(0, run -> run.stdout("SENTRY_DSN is not set\n"))))
                .isTrue();
    }

    @Test
    void doesNotTakeALevelForAName() {
        assertThat(likely(
                                cause,
                                container()
                                        .died(1, "2026/11/21 03:00:00 FATAL required key DB_PASSWORD missing value\n"))
                        .summary())
                .isEqualTo("shop-backend-1 refuses to run: DB_PASSWORD is not set.");
    }

    @Test
    void namesTheVariableOfRustsNotPresent() {
        var words = "thread 'main' panicked at src/main.rs:3:51:\nJWT_REFRESH_SECRET: NotPresent\n";
        var facts = container("/app/mailer").died(101, words);

        assertThat(likely(cause, facts).summary()).endsWith("refuses to run: JWT_REFRESH_SECRET is not set.");
        assertThat(likely(cause, facts).fix().getFirst()).contains("-e JWT_REFRESH_SECRET=...");
    }

    @Test
    void readsValidatorsAndSpring() {
        assertThat(likely(
                                new MissingConfiguration(),
                                container("node", "s.js")
                                        .died(1, "❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ] }\n"))
                        .summary())
                .isEqualTo("shop-backend-1 refuses to run: DATABASE_URL is not set.");
        assertThat(
                        answer(
                                container("java", "-jar", "app.jar")
                                        .died(
                                                1,
                                                "***************************\nAPPLICATION FAILED TO START\n***************************\n\nDescription:\n\nFailed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could "
                                                        + "be configured.\n\nReason: Failed to determine a suitable driver class\n\n\nAction:\n\nConsider the following:\n\tIf you want an embedded database, put it on the classpath.\n\n")))
                .isEqualTo("missing-configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usage: worker [-h] --queue QUEUE\nworker: error: the following arguments are required: --queue\n",
                "Error: required flag(s) \"queue\" not set\n",
                "Error: Missing option '--queue'.\n",
                "error: required option '--queue <name>' not specified\n"
            })
    void asksForAnArgument(String words) {
        var opinion = likely(cause, container("worker").died(2, words));
        assertThat(opinion.summary()).contains("refuses to run: --queue");
        assertThat(opinion.fix().getFirst()).contains("--queue").contains("after the image");
        assertThat(answer(container("worker").died(2, words))).isEqualTo("missing-configuration");
    }
}
