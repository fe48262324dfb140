package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnhealthyTest {
    private final Unhealthy cause = new Unhealthy();

    @Test
    void saysThatTheChecksOwnToolIsMissing() {
        var facts = container().unhealthy("curl -f http://localhost:8000/health", "/bin/sh: 1: curl: not found\n");
        assertThat(answer(facts)).isEqualTo("unhealthy");
        assertThat(likely(cause, facts).summary())
                .isEqualTo("shop-backend-1 runs, but its health check cannot run: the image has no curl.");
    }

    @Test
    void tellsAClosedPortATimeOutAndAStatus() {
        assertThat(likely(
                                cause,
                                container()
                                        .unhealthy(
                                                "wget",
                                                "wget: can't connect to remote host (127.0.0.1): Connection refused\n"))
                        .summary())
                .endsWith("nothing listens where its health check knocks.");
        assertThat(likely(cause, container().unhealthy("sleep 5", "Health check exceeded timeout (1s)"))
                        .summary())
                .endsWith("takes too long.");
        assertThat(likely(cause, container().unhealthy("curl", "curl: (22) The requested URL returned error: 503"))
                        .summary())
                .endsWith("it answers its health check with 503.");
    }

    @Test
    void quotesTheCheckForTheShell() {
        assertThat(likely(cause, container().unhealthy("test 'a' = b", "no\n")).fix())
                .contains("docker exec shop-backend-1 sh -c 'test '\\''a'\\'' = b'   # the check by hand");
    }

    @Test
    void stepsBackWhereTheContainerDies() {
        assertThat(answer(container().unhealthy("curl", "Connection refused").died(101, Recorded.RUST_INDEX)))
                .isEqualTo("uncaught-error");
    }

    @Test
    void staysSilentWhileHealthy() {
        assertThat(silent(cause, container().run(0, run -> {}))).isTrue();
    }
}
