package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.OutputRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DaemonizedTest {
    private final Daemonized cause = new Daemonized();

    @Test
    void knowsProgramsThatGoToTheBackgroundByThemselves() {
        assertThat(answer(container("nginx").looped(0, ""))).isEqualTo("daemonized");
        assertThat(answer(container("service", "nginx", "start").looped(0, "Starting nginx: nginx.\n")))
                .isEqualTo("daemonized");
        assertThat(answer(container("redis-server", "--daemonize", "yes").looped(0, "")))
                .isEqualTo("daemonized");
        assertThat(likely(cause, container("nginx").looped(0, "")).fix().getFirst())
                .contains("nginx -g 'daemon off;'");
    }

    @Test
    void leavesThoseInTheForegroundAndThoseThatOnlyTestAlone() {
        assertThat(silent(cause, container("nginx", "-g", "daemon off;").looped(0, "")))
                .isTrue();
        assertThat(silent(cause, container("nginx", "-t").looped(0, ""))).isTrue();
        assertThat(silent(cause, container("sshd", "-D").looped(0, ""))).isTrue();
        assertThat(silent(cause, container("nginx").looped(1, ""))).isTrue();
        assertThat(silent(cause, container("/app/server").looped(0, ""))).isTrue();
    }

    @Test
    void seesTheLastCommandOfAScriptInTheBackground() {
        var facts = container("/app/entrypoint.sh")
                .looped(0, "starting\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\necho starting\n/app/backend --port 80 &\n"));

        assertThat(answer(facts)).isEqualTo("daemonized");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("in /app/entrypoint.sh: exec /app/backend --port 80 as its last line, without &");
    }

    @Test
    void seesAProgramOfTheOldKindByItsImports() {
        var queued = CopyBuilder.c(300, "fprintf").exits("daemon");
        var facts = container("/app/backend").looped(0, "").examined(ExaminationBuilder.program(queued));
        assertThat(answer(facts)).isEqualTo("daemonized");
        assertThat(likely(cause, facts).evidence().getFirst()).contains("/app/backend calls libc's daemon()");

        var once = container("/app/backend").died(0, "").examined(ExaminationBuilder.program(queued));
        assertThat(silent(cause, once)).isTrue();
        var other = CopyBuilder.c(300, "fprintf").exits("_exit");
        assertThat(silent(cause, container("/app/backend").looped(0, "").examined(ExaminationBuilder.program(other))))
                .isTrue();
    }

    @Test
    void leavesAProgramThatWasToldToStayInFrontAlone() {
        assertThat(Daemons.mayBe("/usr/sbin/queued", List.of("--port", "80"))).isTrue();
        for (var option : List.of("-f", "-D", "-n", "--foreground", "--no-daemon", "--nofork", "--version", "-V")) {
            assertThat(Daemons.mayBe("/usr/sbin/queued", List.of(option)))
                    .as(option)
                    .isFalse();
        }
        assertThat(Daemons.mayBe("/usr/sbin/sshd", List.of()))
                .as("known by its name")
                .isFalse();
    }

    @Test
    void leavesAScriptThatWaitsAlone() {
        var facts = container("/app/entrypoint.sh")
                .looped(0, "")
                .examined(ExaminationBuilder.script("#!/bin/sh\n/app/a &\nwait\n"));

        assertThat(silent(cause, facts)).isTrue();
    }

    @Test
    void seesAServiceThatAScriptStarts() {
        var text = "#!/bin/sh\nservice nginx start\necho up\n";
        var copy = CopyBuilder.of(Content.SCRIPT, 40)
                .scriptFacts(Scripts.read(text, Existence.FILE, List.of("service nginx start")));
        var facts = container("/run.sh")
                .looped(0, "up\n")
                .examined(ExaminationBuilder.empty().then(CommandStep.Kind.SCRIPT, "/run.sh", "command", copy));

        assertThat(answer(facts)).isEqualTo("daemonized");
        assertThat(likely(cause, facts).fix().getFirst()).contains("exec nginx -g 'daemon off;'");
    }

    @Test
    void seesAServiceBehindAnEcho() {
        var worker = "nohup /app/worker --queue a > /dev/null 2>&1 &";
        var text = "#!/bin/bash\n" + worker + "\necho \"worker started with pid $!\"\n";
        var copy = CopyBuilder.of(Content.SCRIPT, 40).scriptFacts(Scripts.read(text, Existence.FILE, List.of(worker)));
        var facts = container("/run.sh")
                .looped(0, "worker started with pid 7\n")
                .examined(ExaminationBuilder.empty().then(CommandStep.Kind.SCRIPT, "/run.sh", "command", copy));

        assertThat(answer(facts)).isEqualTo("daemonized");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("in /run.sh: exec /app/worker --queue a as its last line, without &");
    }

    @Test
    void seesACommandThatEndsWithAnAmpersand() {
        assertThat(answer(container("sh", "-c", "/app/worker --queue a &").looped(0, "")))
                .isEqualTo("daemonized");
        assertThat(silent(cause, container("sh", "-c", "/app/a & wait").looped(0, "")))
                .isTrue();
        assertThat(silent(cause, container("sh", "-c", "/app/a && /app/b").looped(0, "")))
                .isTrue();
    }

    @Test
    void seesAProgramThatForksByHand() {
        var cached = CopyBuilder.c(300, "printf").exits("fork", "setsid");
        assertThat(answer(container("/app/backend")
                        .looped(0, "cached: starting\n")
                        .examined(ExaminationBuilder.program(cached))))
                .isEqualTo("daemonized");
        var parent = CopyBuilder.c(300, "printf").exits("fork");
        assertThat(silent(cause, container("/app/backend").looped(0, "").examined(ExaminationBuilder.program(parent))))
                .isTrue();
    }

    @Test
    void doesNotTakeAnInterpreterForOneOfItsPrograms() {
        var python = CopyBuilder.c(300, "printf").exits("fork", "setsid");
        var facts = container("python3", "/app/main.py")
                .looped(0, "worker started\n")
                .examined(ExaminationBuilder.empty()
                        .then(CommandStep.Kind.INTERPRETER, "/usr/bin/python3", "command", python)
                        .runtime(OutputRuntime.Kind.PYTHON, "it is Python", null));

        assertThat(silent(cause, facts)).isTrue();
    }
}
