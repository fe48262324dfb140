package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UncaughtErrorTest {
    private final UncaughtError cause = new UncaughtError();

    private void diesOf(FactsBuilder facts, String message) {
        var opinion = likely(cause, facts);
        assertThat(opinion.summary()).endsWith("that nobody caught: " + message);
        assertThat(opinion.confidence()).isGreaterThan(0.85);
        assertThat(answer(facts)).isEqualTo("uncaught-error");
    }

    @Test
    void quotesTheErrorOfEachLanguage() {
        diesOf(container().died(101, Recorded.RUST_INDEX), "index out of bounds: the len is 0 but the index is 3");
        diesOf(
                container().died(2, Recorded.GO_PANIC),
                "panic: runtime error: invalid memory address or nil pointer dereference");
        diesOf(container("python", "m.py").died(1, Recorded.PYTHON_CHAINED), "RuntimeError: outer");
        diesOf(
                container("java", "M").died(1, Recorded.JAVA_NULL),
                "Exception in thread \"main\" java.lang.NullPointerException: "
                        + "Cannot invoke \"String.length()\" because \"<local3>\" is null");
        diesOf(container("node", "server.js").died(1, Recorded.NODE_THROW), "Error: boom");
        diesOf(
                container("ruby", "m.rb").died(1, "m.rb:1:in `<main>': boom (RuntimeError)\n"),
                "m.rb:1:in `<main>': boom (RuntimeError)");
        diesOf(
                container("php", "m.php").died(255, "PHP Fatal error:  Uncaught Exception: boom in /app/m.php:3\n"),
                "PHP Fatal error: Uncaught Exception: boom in /app/m.php:3");
    }

    @Test
    void countsAnAbortOfDotnetAsProcessOne() {
        assertThat(likely(
                                cause,
                                container("dotnet", "app.dll")
                                        .died(
                                                139,
                                                "Unhandled exception. System.Exception: boom\n   at "
                                                        + "Program.Main()\n"))
                        .summary())
                .endsWith("Unhandled exception. System.Exception: boom");
    }

    @Test
    void advisesABacktraceOnlyWhereItIsOff() {
        assertThat(likely(cause, container().died(101, Recorded.RUST_INDEX)).fix())
                .anyMatch(line -> line.contains("RUST_BACKTRACE=1"));
        assertThat(likely(cause, container().environment("RUST_BACKTRACE").died(101, Recorded.RUST_INDEX))
                        .fix())
                .noneMatch(line -> line.contains("RUST_BACKTRACE"));
    }

    @Test
    void doesNotBlameAnErrorThatItLivedOnAfter() {
        var facts = container("python", "m.py")
                .run(
                        137,
                        run -> run.lasting(100)
                                .stderr(Recorded.PYTHON_CHAINED)
                                .later(3_600_000)
                                .stdout(
                                        "served 1\nserved 2\nserved 3\nserved 4\nserved 5\nserved 6\nserved 7\nserved 8\nserved 9\n")
                                .oomEvent());
        assertThat(answer(facts)).isEqualTo("out-of-memory");
        assertThat(cause.judge(facts.build(), Epilogue.of(facts.build()))
                        .map(verdict -> ((Verdict.Likely) verdict).confidence())
                        .orElse(0.0))
                .isLessThan(0.2);
    }

    @Test
    void isNotMisledByATrapThatTakesTheCodeAway() {
        String script =
                "#!/bin/bash\nset -e\ntrap 'rm -f /tmp/lock; echo \"cleaned up\"; exit 0' EXIT\npython /app/app.py\n";
        String said = """
                Traceback (most recent call last):
                  File "/app/app.py", line 4, in <module>
                TypeError: 'NoneType' object is not subscriptable
                cleaned up
                """;
        var facts = container("/app/entrypoint.sh").examined(ExaminationBuilder.script(script));
        for (int i = 0; i < 3; i++) {
            facts.died(0, said);
        }

        assertThat(answer(facts)).isEqualTo("uncaught-error");
        assertThat(likely(cause, facts).evidence()).anyMatch(line -> line.contains("trap 'rm -f /tmp/lock"));
        assertThat(answer(container("/app/entrypoint.sh").died(0, said))).isEqualTo("unexplained");
        var goesOn = ExaminationBuilder.script(script.replace("set -e", "set -u"));
        assertThat(answer(container("/app/entrypoint.sh").examined(goesOn).died(0, said)))
                .isNotEqualTo("uncaught-error");
    }

    @Test
    void staysSilentWithoutATrace() {
        assertThat(silent(cause, container().died(1, "something went wrong\n"))).isTrue();
    }

    @Test
    void knowsATraceWhoseBeginningIsFarAbove() {
        var deep = new StringBuilder("Traceback (most recent call last):\n");
        for (int i = 0; i < 20; i++) {
            deep.append("  File \"/app/lib.py\", line " + i + ", in call\n    call()\n");
        }
        diesOf(
                container("python", "m.py").died(1, deep + "pkg.errors.ModelError: bad\n"),
                "pkg.errors.ModelError: bad");
    }

    @Test
    void readsAnErrorThatNodeWasAskedToPrint() {
        assertThat(answer(container("node", "s.js")
                        .died(
                                1,
                                "Error: queue gone\n    at Object.<anonymous> (/app/s.js:1:7)\n    at "
                                        + "node:internal/main/run_main_module:28:49\n")))
                .isEqualTo("uncaught-error");
    }

    @Test
    void knowsPerlAndOthers() {
        assertThat(answer(container("perl", "p.pl")
                        .died(255, "loading price list\nPrice list is empty at ./p.pl line 5.\n")))
                .isEqualTo("uncaught-error");
        assertThat(likely(
                                new UncaughtError(),
                                container("perl", "p.pl")
                                        .died(
                                                2,
                                                "Can't locate DBI.pm in @INC (you may need to install the DBI module) (@INC contains: "
                                                        + "/etc/perl) at p.pl line 2.\nBEGIN failed--compilation aborted at p.pl line 2.\n"))
                        .summary())
                .contains("Can't locate DBI.pm");
        assertThat(answer(container("lua", "m.lua").died(1, "lua5.4: m.lua:3: attempt to index a nil value\n")))
                .isEqualTo("uncaught-error");
    }

    @Test
    void dotnetsAbortIsHowAnErrorEnds() {
        assertThat(
                        answer(
                                container("dotnet", "Shop.dll")
                                        .init()
                                        .died(
                                                134,
                                                "Unhandled exception. System.InvalidOperationException: Sequence contains no elements\n   at Shop.Program.Main(String[] args) in /src/Program.cs:line 14\n")))
                .isEqualTo("uncaught-error");
    }

    @Test
    void anErrorThatWasToldAndOutlivedIsNotTheReason() {
        assertThat(
                        answer(
                                container("python", "m.py")
                                        .died(
                                                20,
                                                "Traceback (most recent call last):\n  File \"/app/m.py\", line 2, in <module>\nValueError: invalid literal for int() with base 10: 'x'\nskipped 1 bad row\nprocessed 100 rows\n")))
                .isEqualTo("unexplained");
    }
}
