package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrongArchitectureTest {
    private final WrongArchitecture cause = new WrongArchitecture();

    @Test
    void readsTheMachineInTheFileAndNotInTheImage() {
        var facts = container()
                .looped(1, "")
                .died(1, "exec /app/backend: exec format error\n")
                .examined(ExaminationBuilder.program(CopyBuilder.rust().machine("aarch64")));

        assertThat(answer(facts)).isEqualTo("wrong-architecture");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "/app/backend is a program for aarch64, by its own header; the host is x86_64",
                        "the image says of itself that it is for amd64");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("docker build --platform linux/amd64 -t shop/backend:1.4 .");
    }

    @Test
    void isSilentWhereTheMachineFitsOrAnEmulatorRanIt() {
        assertThat(ruledOut(
                        cause,
                        container()
                                .died(1, "exec /app/backend: exec format error\n")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().machine("i386")))))
                .isEqualTo("/app/backend is a program for i386, which a host of x86_64 runs");
        assertThat(silent(
                        cause,
                        container()
                                .looped(0, "done\n")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().machine("aarch64")))))
                .isTrue();
    }
}
