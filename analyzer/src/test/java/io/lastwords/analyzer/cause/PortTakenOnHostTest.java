package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PortTakenOnHostTest {
    private final PortTakenOnHost cause = new PortTakenOnHost();

    @Test
    void namesThePortInEachEnginesWords() {
        for (String error : new String[] {
            Recorded.ENDPOINT + "Bind for 127.0.0.1:28871 failed: port is already allocated",
            Recorded.ENDPOINT
                    + "Error starting userland proxy: listen tcp4 127.0.0.1:28871: bind: address already in use",
            "failed to set up container networking: " + Recorded.ENDPOINT
                    + "failed to bind host port for 0.0.0.0:28871:172.17.0.2:80/tcp: address already in use",
            "Ports are not available: ports are not available: exposing port TCP 0.0.0.0:28871 -> 127.0.0.1:0: listen tcp "
                    + "0.0.0.0:28871: bind: address already in use",
            "rootlessport listen tcp 0.0.0.0:28871: bind: address already in use",
        }) {
            var opinion = likely(cause, container().ports("28871->80/tcp").failedStart(128, error));
            assertThat(opinion.summary())
                    .as(error)
                    .isEqualTo("shop-backend-1 cannot start: port 28871 of the host is already taken.");
            assertThat(opinion.fix()).anyMatch(line -> line.startsWith("docker ps --filter publish=28871"));
            assertThat(answer(container().failedStart(128, error))).isEqualTo("port-taken-on-host");
        }
    }

    @Test
    void isNotAPortThatNeedsPrivileges() {
        assertThat(silent(
                        cause,
                        container()
                                .failedStart(
                                        126,
                                        "rootlessport cannot expose privileged port 80, listen tcp "
                                                + "0.0.0.0:80: bind: permission denied")))
                .isTrue();
    }
}
