package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogDriverFailedTest {
    private final LogDriverFailed cause = new LogDriverFailed();

    @Test
    void isNotMistakenForTheContainersOwnTrouble() {
        for (String error : new String[] {
            "failed to initialize logging driver: dial tcp 127.0.0.1:9: connect: connection refused",
            "failed to create task for container: failed to initialize logging driver: dial tcp 127.0.0.1:24224: connect: "
                    + "connection refused",
            "failed to initialize logging driver: gelf: cannot connect to GELF endpoint: nosuch.invalid:12201 dial udp: lookup "
                    + "nosuch.invalid on 127.0.0.53:53: no such host"
        }) {
            assertThat(answer(container().failedStart(128, error))).isEqualTo("log-driver-failed");
        }
    }

    @Test
    void staysSilentOnOtherErrors() {
        assertThat(silent(cause, container().failedStart(128, "unable to find user x")))
                .isTrue();
    }
}
