package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import org.junit.jupiter.api.Test;

final class EntrypointNeverExecsTest {
    private final EntrypointNeverExecs cause = new EntrypointNeverExecs();

    @Test
    void seesAScriptThatForgetsItsCommand() {
        var facts = container("/app/entrypoint.sh", "/app/backend")
                .looped(0, "Preparing\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\nset -e\necho Preparing\n"));

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "/app/entrypoint.sh nowhere uses the command that it is given (no \"$@\"), nor has it an exec");
        assertThat(likely(cause, facts).fix().getFirst()).startsWith("echo 'exec \"$@\"' >> entrypoint.sh");
    }

    @Test
    void seesACommandThatANewEntrypointTookAway() {
        var facts = container("/app/entrypoint.sh")
                .looped(0, "")
                .examined(ExaminationBuilder.script("#!/bin/sh\nexec \"$@\"\n")
                        .dropped("[\"nginx\", \"-g\", \"daemon off;\"]"));

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("in the Dockerfile, after ENTRYPOINT: CMD [\"nginx\", \"-g\", \"daemon off;\"]");
    }

    @Test
    void seesACommandThatAnEntrypointInShellFormDrops() {
        var exam = ExaminationBuilder.script("#!/bin/sh\necho starting\nexec \"$@\"\n")
                .command("nginx", "-g", "daemon off;")
                .shellForm("/app/entrypoint.sh");
        var facts = container("/bin/sh", "-c", "/app/entrypoint.sh", "nginx", "-g", "daemon off;")
                .looped(0, "starting\n")
                .examined(exam);

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
        assertThat(likely(cause, facts).fix().getFirst())
                .startsWith("write it as a list: ENTRYPOINT [\"/app/entrypoint.sh\"]");
        var serves = ExaminationBuilder.script("#!/bin/sh\nexec $WRAP \"$@\"\n")
                .command("nginx")
                .open("the shell's line has a variable")
                .shellForm("/app/entrypoint.sh serve");
        assertThat(silent(
                        cause,
                        container("/bin/sh", "-c", "/app/entrypoint.sh serve", "nginx")
                                .looped(0, "")
                                .examined(serves)))
                .isTrue();
    }

    @Test
    void isNotMisledByThePreparationThatComesLast() {
        var exam = ExaminationBuilder.script("#!/bin/sh\nmkdir -p /data\nchown app /data\n")
                .then(
                        CommandStep.Kind.PROGRAM,
                        "/usr/bin/chown",
                        "shell",
                        CopyBuilder.c(900).size(70_000));
        var facts =
                container("/app/entrypoint.sh", "/app/backend").looped(0, "").examined(exam);

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
    }

    @Test
    void saysNothingOfAScriptThatIsTheProgramAndTakesArguments() {
        var exam = ExaminationBuilder.script("""
                        #!/bin/sh
                        line=0
                        while [ "$line" -lt "$1" ]; do
                            line=$((line + 1))
                            echo "$line"
                        done
                        """);
        var facts = container("/writer.sh", "2000").looped(0, "1\n2\n").examined(exam);

        assertThat(silent(cause, facts)).isTrue();
    }

    @Test
    void saysNothingWhereTheScriptGoesOnToWhatCannotBeFollowed() {
        var exam = ExaminationBuilder.script("#!/bin/sh\n$SERVER --port 80\n").open("the shell's line has a variable");
        var facts =
                container("/app/entrypoint.sh", "/app/backend").looped(0, "").examined(exam);

        assertThat(silent(cause, facts)).isTrue();
    }

    @Test
    void leavesAScriptAloneThatHandsOverOrNeedsNoCommand() {
        var over = container("/app/entrypoint.sh", "/app/backend")
                .looped(0, "")
                .examined(ExaminationBuilder.entrypoint("#!/bin/sh\nexec \"$@\"\n", CopyBuilder.rust()));
        assertThat(ruledOut(cause, over)).contains("hands over to /app/backend");
        var alone = container("/app/migrate.sh")
                .looped(0, "done\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\necho done\n").command());
        assertThat(silent(cause, alone)).isTrue();
        assertThat(silent(cause, container("/app/entrypoint.sh", "x").looped(0, "")))
                .isTrue();
    }
}
