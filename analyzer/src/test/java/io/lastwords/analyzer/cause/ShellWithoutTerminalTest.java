package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import org.junit.jupiter.api.Test;

final class ShellWithoutTerminalTest {
    private final ShellWithoutTerminal cause = new ShellWithoutTerminal();

    @Test
    void knowsBareShellsAndInterpreters() {
        for (String[] command : new String[][] {
            {"bash"},
            {"/bin/sh"},
            {"python3"},
            {"node"},
            {"/bin/sh", "-c", "bash"},
            {"bash", "-l"},
            {"tini", "--", "bash"},
            {"/usr/bin/env", "bash"},
            {"gosu", "app", "sh"},
            {"python", "-i"},
            {"php", "-a"}
        }) {
            var facts = container(command).looped(0, "");
            assertThat(answer(facts)).as(String.join(" ", command)).isEqualTo("shell-without-terminal");
        }
    }

    @Test
    void isLessSureThroughAnEntrypointScript() {
        assertThat(likely(cause, container("docker-entrypoint.sh", "node").looped(0, ""))
                        .confidence())
                .isBetween(0.5, 0.85);
    }

    @Test
    void staysSilentWhereThereIsAScriptOrAnInput() {
        assertThat(silent(cause, container("bash", "-c", "echo a; run").looped(0, "")))
                .isTrue();
        assertThat(silent(cause, container("python", "main.py").looped(0, ""))).isTrue();
        assertThat(silent(cause, container("python", "-m", "http.server").looped(0, "")))
                .isTrue();
        assertThat(silent(cause, container("bash").tty().looped(0, ""))).isTrue();
    }

    @Test
    void staysSilentWhereItDidSomething() {
        assertThat(silent(cause, container("bash").looped(0, "hello\n"))).isTrue();
        assertThat(silent(cause, container("bash").died(1, ""))).isTrue();
    }

    @Test
    void isLessSureWhileItsOutputIsRead() {
        var opinion = likely(cause, container("bash").run(0, run -> run.log(RunFacts.Log.READING)));
        assertThat(opinion.confidence()).isLessThan(0.8);
        assertThat(opinion.evidence()).anyMatch(line -> line.contains("as far as its output is known"));
    }

    @Test
    void seesTheShellThatAScriptTakesWhereItIsGivenNoCommand() {
        var facts = container("/entry.sh")
                .looped(0, "Toolbox 3 is ready, type help\n")
                .examined(ExaminationBuilder.script(
                                "#!/bin/bash\necho \"Toolbox 3 is ready, type help\"\nexec \"${@:-bash}\"\n")
                        .command());
        assertThat(answer(facts)).isEqualTo("shell-without-terminal");
        assertThat(answer(container("/entry.sh", "server")
                        .looped(0, "Toolbox 3 is ready, type help\n")
                        .examined(ExaminationBuilder.script(
                                        "#!/bin/bash\necho \"Toolbox 3 is ready, type help\"\nexec \"${@:-bash}\"\n")
                                .command("server"))))
                .isNotEqualTo("shell-without-terminal");
    }

    @Test
    void seesTheBareShellBehindAnEntrypoint() {
        var facts = container("/start", "bash")
                .looped(0, "Preparing\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\necho Preparing\nexec \"$@\"\n")
                        .step(CommandStep.Kind.PROGRAM, "bash")
                        .command("bash"));

        assertThat(answer(facts)).isEqualTo("shell-without-terminal");
        assertThat(silent(
                        new ShellWithoutTerminal(), container("/start", "bash").looped(0, "Preparing\n")))
                .isTrue();
    }
}
