package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ranked;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AddressInUseTest {
    private final AddressInUse cause = new AddressInUse();

    @Test
    void leadsBeforeThePanicThatCarriesIt() {
        var ranked = ranked(
                container().run(101, run -> run.stdout("Backend starting...\n").stderr(Recorded.RUST_BIND)));
        assertThat(ranked.get(0).cause()).isEqualTo("address-in-use");
        assertThat(ranked.get(0).confidence()).isEqualTo(0.9);
        assertThat(ranked.get(1).cause()).isEqualTo("uncaught-error");
        assertThat(ranked.get(1).confidence()).isLessThan(0.2);
    }

    @Test
    void readsEachLanguagesWords() {
        assertThat(answer(container("python", "m.py").died(1, Recorded.PYTHON_BIND)))
                .isEqualTo("address-in-use");
        assertThat(answer(container("java", "M").died(1, Recorded.JAVA_BIND))).isEqualTo("address-in-use");
        assertThat(answer(container("nginx")
                        .died(1, "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n")))
                .isEqualTo("address-in-use");
        assertThat(answer(container("java", "-jar", "app.jar").run(1, run -> run.stdout("""
                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        Web server failed to start. Port 8080 was already in use.

                        Action:

                        Identify and stop the process that's listening on port 8080 or configure this application to listen on another port.

                        """))))
                .isEqualTo("address-in-use");
        var node = likely(cause, container("node", "server.js").died(1, Recorded.NODE_BIND));
        assertThat(node.summary()).contains("port 28899");
    }

    @Test
    void takesABarePanicOfAFailedBindForProbable() {
        var facts = container().died(101, """
                thread 'main' panicked at src/main.rs:15:10
                Failed to bind to address
                """);
        assertThat(answer(facts)).isEqualTo("address-in-use");
        var opinion = likely(cause, facts);
        assertThat(opinion.confidence()).isBetween(0.5, 0.7);
        assertThat(opinion.summary()).contains("probably");
        assertThat(opinion.evidence()).anyMatch(line -> line.contains("Failed to bind to address"));
    }

    @Test
    void staysSilentWhereTheBindFailedForAnotherReason() {
        assertThat(silent(cause, container().died(101, """
                thread 'main' panicked at src/main.rs:15:10:
                Failed to bind to address: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }
                """))).isTrue();
        assertThat(silent(cause, container().died(1, "error: failed to bind queue to exchange\n")))
                .isTrue();
    }

    @Test
    void looksAtTheHostUnderHostNetworking() {
        var opinion = likely(cause, container("node", "s.js").network("host").died(1, Recorded.NODE_BIND));
        assertThat(opinion.fix().getFirst()).startsWith("sudo ss -lntup 'sport = :28899'");
    }

    @Test
    void looksThroughWhatNpmSaysAfterIt() {
        assertThat(answer(container("npm", "start").died(1, Recorded.NODE_BIND + """
                npm ERR! code ELIFECYCLE
                npm ERR! errno 1
                npm ERR! A complete log of this run can be found in:
                npm ERR!     /root/.npm/_logs/x.log
                """)))
                .isEqualTo("address-in-use");
    }
}
