package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real container for each cause. */
final class CausesIT {
    private static final String DEBIAN = "debian:bookworm-slim";
    private static final String BUSYBOX = "busybox:latest";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @AutoClose
    private static Verdicts verdicts;

    @TempDir
    Path empty;

    @BeforeAll
    static void open() {
        verdicts = Verdicts.open();
    }

    @Test
    void aProcessThatNeverRanSaysWhy() {
        verdicts.check(
                failing("path missing", "executable-not-found", 127, List.of(), BUSYBOX, "/app/server"),
                failing("not in PATH", "executable-not-found", 127, List.of(), BUSYBOX, "gunicorn"),
                failing(
                        "hidden by a bind",
                        "executable-hidden-by-mount",
                        127,
                        List.of("-v", empty + ":/app"),
                        Images.image("hidden-by-mount")),
                failing(
                        "hidden by tmpfs",
                        "executable-hidden-by-mount",
                        127,
                        List.of("--tmpfs", "/app"),
                        Images.image("hidden-by-mount")),
                failing("no x bit", "not-executable", 126, List.of(), Images.image("not-executable")),
                failing("a directory", "not-executable", 126, List.of(), BUSYBOX, "/etc"),
                failing("unknown user", "invalid-user", 128, List.of("--user", "deploy"), BUSYBOX, "true"));
    }

    @Test
    void aProgramThatExitsZeroUnderALoopingPolicySaysWhy() {
        verdicts.check(
                looping("migration job", "completed-job", 0, "exit-zero", Images.image("migration-job")),
                looping("bash", "shell-without-terminal", 0, "exit-zero", DEBIAN, "bash"),
                looping("python", "shell-without-terminal", 0, "exit-zero", "python:3.11-slim"),
                looping("lost buffer", "unflushed-output", 0, "exit-zero", Images.image("lost-buffer")));
    }

    @Test
    void aProgramThatCrashesSaysWhy() {
        verdicts.check(
                new Expectation(
                        "out of memory",
                        "out-of-memory",
                        137,
                        List.of("killed-by-signal", "restart-loop"),
                        starting(List.of("--restart", "always", "-m", "16m"), Images.image("memory-hog"))),
                looping("segmentation fault", "segmentation-fault", 139, "killed-by-signal", Images.image("segfault")),
                new Expectation(
                        "segfault, no policy",
                        "segmentation-fault",
                        139,
                        List.of("killed-by-signal"),
                        starting(List.of(), Images.image("segfault"))),
                looping("Rust panic", "uncaught-error", 101, "exit-nonzero", Images.image("rust-panic")),
                looping("Python", "uncaught-error", 1, "exit-nonzero", Images.image("python-traceback")),
                looping("Node", "uncaught-error", 1, "exit-nonzero", Images.image("node-throw")),
                looping("Java", "uncaught-error", 1, "exit-nonzero", Images.image("java-exception")),
                looping(
                        "no DATABASE_URL",
                        "missing-configuration",
                        1,
                        "exit-nonzero",
                        Images.image("missing-configuration")),
                looping(
                        "no database",
                        "dependency-unreachable",
                        1,
                        "exit-nonzero",
                        Images.image("dependency-unreachable")),
                looping("exit 3", "unexplained", 3, "exit-nonzero", Images.image("exit-three")),
                new Expectation(
                        "exit 3, on-failure:2",
                        "unexplained",
                        3,
                        List.of("exit-nonzero", "gave-up"),
                        starting(List.of("--restart", "on-failure:2"), Images.image("exit-three"))));
    }

    private static Expectation failing(
            String name, String cause, int exitCode, List<String> options, String image, String... command) {
        return new Expectation(
                name,
                cause,
                exitCode,
                List.of("start-failed"),
                containers -> containers.startFailing(next(), options, image, command));
    }

    private static Expectation looping(
            String name, String cause, int exitCode, String symptom, String image, String... command) {
        return new Expectation(
                name,
                cause,
                exitCode,
                List.of("restart-loop", symptom),
                starting(List.of("--restart", "always"), image, command));
    }

    private static Function<Containers, Container> starting(List<String> options, String image, String... command) {
        return containers -> containers.start(next(), options, image, command);
    }

    private static String next() {
        return "c" + NUMBER.incrementAndGet();
    }
}
