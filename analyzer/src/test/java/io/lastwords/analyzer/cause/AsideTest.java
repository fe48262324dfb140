package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AsideTest {
    @Test
    void aRetryThatWorkedIsNotTheReason() {
        assertThat(answer(container()
                        .run(
                                4,
                                run -> run.stdout(
                                                "database not ready: connection refused (attempt 2)\ndatabase not ready: connection refused (attempt 3)\nconnected to database after 3 attempts\n")
                                        .stderr("error: report template corrupt: checksum mismatch\n"))))
                .isEqualTo("unexplained");
    }

    @Test
    void aWordInAHarmlessLineIsNotTheReason() {
        assertThat(answer(container()
                        .run(
                                3,
                                run -> run.stdout("memory watchdog: will report 'Cannot allocate memory' as critical\n")
                                        .stderr("unsupported schema revision 41\n"))))
                .isEqualTo("unexplained");
        assertThat(answer(container()
                        .run(
                                1,
                                run -> run.stdout(
                                                "check: No space left on device? no, 40 GiB free\nstarting compaction\n")
                                        .stderr("segment 00017 corrupt: bad magic\n"))))
                .isEqualTo("unexplained");
    }

    @Test
    void whatTheProgramDoesWithoutIsNotTheReason() {
        assertThat(
                        answer(
                                container()
                                        .died(
                                                12,
                                                "port 8080 is already in use by previous instance, falling back to 8081\nlicense expired on 2025-01-01\n")))
                .isEqualTo("unexplained");
        assertThat(answer(container().died(7, "SENTRY_DSN is not set, error reporting disabled\n")))
                .isEqualTo("unexplained");
        assertThat(
                        answer(
                                container()
                                        .died(
                                                1,
                                                "warning: /root/.cache: Permission denied, caching disabled\nmodel v7 loaded\ninference failed: tensor shape mismatch (3,224,224) vs (1,28,28)\n")))
                .isEqualTo("unexplained");
    }

    @Test
    void whatFollowsFromTheReasonTakesNothingFromIt() {
        assertThat(answer(container()
                        .run(
                                1,
                                run -> run.stdout("dial tcp 10.0.0.3:5432: connect: connection refused\n")
                                        .stderr("error: could not start the server\nexiting with failure\n"))))
                .isEqualTo("dependency-unreachable");
        assertThat(answer(container()
                        .died(1, "open /data/orders.db: permission denied\nerror: orders.db cannot be opened\n")))
                .isEqualTo("permission-denied");
        assertThat(answer(container().died(1, "listen tcp :80: bind: address already in use\nbye\n")))
                .isEqualTo("address-in-use");
    }

    @Test
    void ofTwoStreamsNobodyKnowsWhichWasTheLast() {
        assertThat(answer(container()
                        .run(
                                4,
                                run -> run.stderr("error: report template corrupt: checksum mismatch\n")
                                        .stdout("database not ready: connection refused (attempt 3)\n"))))
                .isEqualTo("unexplained");
    }
}
