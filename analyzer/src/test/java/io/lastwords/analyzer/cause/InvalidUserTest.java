package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InvalidUserTest {
    private final InvalidUser cause = new InvalidUser();

    @Test
    void readsTheEnginesWordsForUserAndGroup() {
        var facts = container()
                .user("appuser")
                .failedStart(128, "unable to find user appuser: no matching entries in passwd file");
        assertThat(answer(facts)).isEqualTo("invalid-user");
        assertThat(likely(cause, facts).summary())
                .isEqualTo("shop-backend-1 cannot start: the image has no user appuser.");
        assertThat(likely(
                                cause,
                                container()
                                        .user("0:web")
                                        .failedStart(
                                                128,
                                                "unable to find group web: no matching entries in " + "group file"))
                        .fix())
                .anyMatch(line -> line.contains("groupadd --system web"));
    }

    @Test
    void readsGosu() {
        assertThat(answer(container("/entrypoint.sh")
                        .died(
                                1,
                                "error: failed switching to \"appuser\": unable to find user "
                                        + "appuser: no matching entries in passwd file\n")))
                .isEqualTo("invalid-user");
    }

    @Test
    void staysSilentOnOtherErrors() {
        assertThat(silent(cause, container().failedStart(128, "failed to initialize logging driver: x")))
                .isTrue();
    }

    @Test
    void saysWhoAsksForTheUser() {
        var facts = container()
                .user("deploy")
                .failedStart(128, "unable to find user deploy: no matching entries in passwd file")
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).user("deploy", "app"));

        assertThat(likely(new InvalidUser(), facts).evidence()).contains("the image's own user is app");
    }
}
