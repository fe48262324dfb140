package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep.Kind;
import io.lastwords.model.examination.FileCopy.Content;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
    private static final CopyBuilder BUSYBOX = CopyBuilder.c(900);

    @Test
    void isTheSameForTheSameProgramElsewhere() {
        assertThat(of(shell("exec /app/backend --node 1"))).isEqualTo(of(shell("exec /app/backend --node 2")));
    }

    @Test
    void tellsTheProgramsOfOneFileApart() {
        assertThat(of(ExaminationBuilder.empty().then(Kind.PROGRAM, "/bin/ip", "command", BUSYBOX)))
                .isNotEqualTo(of(ExaminationBuilder.empty().then(Kind.PROGRAM, "/bin/mount", "command", BUSYBOX)));
    }

    @Test
    void tellsTheCodeOfOneShellApart() {
        assertThat(of(shell("route add default"))).isNotEqualTo(of(shell("mount -t tmpfs none /mnt")));
    }

    @Test
    void looksBehindAnEntrypointsScript() {
        assertThat(of(node("a()"))).isNotEqualTo(of(node("b()")));
    }

    @Test
    void tellsTheModulesOfOneInterpreterApart() {
        assertThat(of(ExaminationBuilder.empty().step(Kind.INTERPRETER, "python", "-m", "alpha")))
                .isNotEqualTo(of(ExaminationBuilder.empty().step(Kind.INTERPRETER, "python", "-m", "beta")));
    }

    @Test
    void isTheSameWhateverTheArgumentsOfOneFile() {
        assertThat(of(file("eu"))).isEqualTo(of(file("us")));
    }

    private static ExaminationBuilder file(String region) {
        return ExaminationBuilder.empty()
                .step(Kind.INTERPRETER, "node", "-r", "dotenv/config", "app.js", region)
                .then(Kind.SOURCE, "/app/app.js", "arguments", CopyBuilder.of(Content.TEXT, 90));
    }

    private static ExaminationBuilder node(String code) {
        return ExaminationBuilder.script("exec \"$@\"\n").step(Kind.INTERPRETER, "node", "-e", code);
    }

    private static ExaminationBuilder shell(String code) {
        return ExaminationBuilder.empty().step(Kind.SHELL, "sh", "-c", code);
    }

    private static String of(ExaminationBuilder examined) {
        var facts = container()
                .died(1, "RTNETLINK answers: Operation not permitted\n")
                .examined(examined)
                .build();
        var leading = Causes.all().judge(facts).causes().getFirst();
        assertThat(leading.cause()).isEqualTo("permission-denied");
        return Fingerprint.of(facts, leading).orElseThrow();
    }
}
