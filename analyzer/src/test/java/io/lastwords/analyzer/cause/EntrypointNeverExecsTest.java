package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void seesAnExecOfNothing() {
        var facts = container("/app/entrypoint.sh", "httpd", "-f")
                .looped(0, "preparing /data\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\necho \"preparing /data\"\nmkdir -p /data\nexec \n")
                        .command("httpd", "-f"));

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
        assertThat(likely(cause, facts).fix().getFirst()).startsWith("its last line is to be: exec \"$@\"");
        var redirected = ExaminationBuilder.script("#!/bin/sh\nexec >/log 2>&1\n\"$@\"\n")
                .command("httpd", "-f");
        assertThat(silent(
                        cause,
                        container("/app/entrypoint.sh", "httpd", "-f")
                                .looped(0, "")
                                .examined(redirected)))
                .isTrue();
    }

    @Test
    void seesAnExecUnderACondition() {
        var script = "#!/bin/sh\nif [ -f /etc/app/config.yml ]; then\n  exec /app/backend -c /etc/app/config.yml\nfi\n";
        var facts = container("/app/entrypoint.sh")
                .looped(0, "")
                .examined(ExaminationBuilder.entrypoint(script, CopyBuilder.rust())
                        .asCommand("/app/entrypoint.sh"));

        assertThat(answer(facts)).isEqualTo("entrypoint-never-execs");
        assertThat(likely(cause, facts).summary())
                .isEqualTo("shop-backend-1 most likely never starts its program: /app/entrypoint.sh does so only if"
                        + " there is a file /etc/app/config.yml, and ends.");
        var spoke = container("/app/entrypoint.sh")
                .looped(0, "bye\n")
                .examined(ExaminationBuilder.entrypoint(script, CopyBuilder.rust())
                        .asCommand("/app/entrypoint.sh"));
        assertThat(answer(spoke)).isNotEqualTo("entrypoint-never-execs");
    }

    /** That the program was started, or may have been. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if [ -f /x ]; then\n  exec /app/backend -c /x\nelse\n  exec /app/backend\nfi\n",
                "if [ -f /x ]; then\n  exec /app/a\nelif [ -f /y ]; then\n  exec /app/backend\nfi\n",
                "if [ \"$R\" = a ]; then\n  exec /app/a\nfi\nif [ \"$R\" != a ]; then\n  exec /app/backend\nfi\n",
                "if [ -f /x ]; then\n  . /x\nfi\nexec /app/backend\n",
                "if [ -f /x ]; then . /x; fi; exec /app/backend\n",
                "if ! check; then exit 1; fi\nexec /app/backend\n",
                "if [ -f /x ]; then\n  exec /app/backend -c /x\nfi\necho none >&2\nexit 1\n",
                "[ -f /x ] && exec /app/backend\n",
                "case $1 in\n  web) if [ -n $X ]; then\n  exec /app/backend\n fi ;;\nesac\n",
                "if [ -x /app/backend ]; then\n  exec /app/backend\nfi\n",
                "if [ \"$1\" = serve ]; then\n  exec /app/backend\nfi\n",
                "if [ $# -gt 0 ]; then\n  exec \"$@\"\nfi\n",
                "if [ -n \"$DATABASE_URL\" ]; then\n  exec /app/backend\nfi\n",
                "if [ -z \"$DEBUG\" ]; then\n  exec /app/backend\nfi\n",
                "if [ ! -f /maintenance ]; then\n  exec /app/backend\nfi\n",
                "MODE=prod\nif [ \"$MODE\" = prod ]; then\n  exec /app/backend\nfi\n",
                "if [ -e /app ]; then\n  exec /app/backend\nfi\n",
                "if [ -x ./backend ]; then\n  exec ./backend\nfi\n",
                "mkdir -p /data\nif [ -e /data ]; then\n  exec /app/backend\nfi\n",
                "cp /default.yml /etc/app/\nif [ -f /etc/app/default.yml ]; then\n  exec /app/backend\nfi\n",
                "if true; then\n  exec /app/backend\nfi\n",
                "/app/sync -q\nif [ -f /x ]; then\n  exec /app/backend\nfi\n",
                "echo 'x\nif a\n'\nif b; then\n  exec /app/backend\nfi\n",
                "if grep -q y /x; then\n  exec /app/backend\nfi || true\n"
            })
    void claimsNoConditionWhereTheProgramMayRun(String script) {
        var facts = container("/app/entrypoint.sh")
                .environment("DATABASE_URL")
                .looped(0, "")
                .examined(ExaminationBuilder.entrypoint("#!/bin/sh\n" + script, CopyBuilder.rust())
                        .asCommand("/app/entrypoint.sh"));

        assertThat(answer(facts)).isNotEqualTo("entrypoint-never-execs");
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
