package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Images;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Containers that look guilty of what did not kill them, and causes in another form than the usual one. */
final class OtherFormsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @AutoClose
    private static Verdicts verdicts;

    @BeforeAll
    static void open() {
        verdicts = Verdicts.open();
    }

    @Test
    void whatIsOnlyMentionedIsNotTheCause() {
        verdicts.check(
                looping("a retry that worked", "unexplained", 4, Images.image("retry-that-worked")),
                looping("an error outlived", "unexplained", 20, Images.image("outlived-error")),
                looping("its script refuses", "unexplained", 6, Images.image("refused-by-script")),
                looping("small, silent, honest", "unexplained", 0, Images.image("honest-stripped")),
                looping("false", "unexplained", 1, "debian:bookworm-slim", "false"));
    }

    @Test
    void anotherFormOfACauseIsSeen() {
        verdicts.check(
                looping("static stub of C", "stub-binary", 0, Images.image("static-stub")),
                looping("& and an echo", "daemonized", 0, Images.image("behind-an-echo")),
                looping("fork and setsid", "daemonized", 0, Images.image("forked-by-hand")),
                looping("Node's heap", "out-of-memory", 139, Images.image("node-heap")),
                looping("Perl's die", "uncaught-error", 255, Images.image("perl-die")),
                looping("pointer for python", "not-a-program", 1, Images.image("pointer-read-by-python")),
                looping(
                        "python -m",
                        "executable-not-found",
                        1,
                        "python:3.11-slim",
                        "python",
                        "-m",
                        "gunicorn",
                        "shop:app"));
    }

    private static Expectation looping(String name, String cause, int exitCode, String image, String... command) {
        Function<Containers, Container> start =
                containers -> containers.start(next(), List.of("--restart", "always"), image, command);
        return new Expectation(name, cause, exitCode, List.of("restart-loop"), start);
    }

    private static String next() {
        return "form" + NUMBER.incrementAndGet();
    }
}
