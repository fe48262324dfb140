package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Images;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The causes that an examination proves or words alone tell: one real container for each, or for each of its forms. */
final class CatalogueIT {
    private static final String BUSYBOX = "busybox:latest";
    private static final String MARKER = "lastwords.marker==== MAIN FUNCTION START ===";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @AutoClose
    private static Verdicts verdicts;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        verdicts = Verdicts.open();
    }

    @Test
    void aFileThatTheKernelRefusesIsShown() {
        verdicts.check(
                looping("for another processor", "wrong-architecture", 1, "wrong-architecture"),
                looping("empty file", "not-a-program", 1, "empty-program"),
                looping("Git LFS pointer", "not-a-program", 1, "pointer-file"),
                looping("script without #!", "not-a-program", 1, "no-shebang"),
                looping("byte order mark, #!", "not-a-program", 1, "byte-order-mark"),
                looping("CRLF entrypoint", "crlf-script", 1, "crlf-script"),
                looping("#!/bin/bash, no bash", "interpreter-not-found", 1, "shebang-missing"),
                looping("glibc program, no glibc", "interpreter-not-found", 1, "loader-missing"));
    }

    @Test
    void aFileThatALoaderOrAShellCannotRunIsShown() {
        verdicts.check(
                looping("error page", "not-a-program", 2, "web-page"),
                looping("CRLF read by a shell", "crlf-script", 2, "crlf-by-shell"),
                looping("env python3, no python", "interpreter-not-found", 127, "env-missing"),
                looping("library missing", "missing-shared-library", 127, "library-missing"),
                looping("built for glibc 2.38", "libc-too-old", 1, "libc-too-old"),
                looping("cut off download", "truncated-binary", 139, "truncated-halfway"),
                looping("stripped stub", "stub-binary", 0, "stripped-stub"));
    }

    @Test
    void aStartThatTheEngineRefusesSaysWhy() {
        verdicts.check(
                failing(
                        "folder onto a file",
                        "mount-failed",
                        127,
                        List.of("-v", folder + ":/etc/proxy.conf"),
                        Images.image("settings-file")),
                failing(
                        "log receiver down",
                        "log-driver-failed",
                        128,
                        List.of("--log-driver", "syslog", "--log-opt", "syslog-address=tcp://127.0.0.1:1"),
                        BUSYBOX),
                new Expectation(
                        "host port taken",
                        "port-taken-on-host",
                        128,
                        List.of("start-failed"),
                        CatalogueIT::besideAHolderOfItsHostPort));
    }

    @Test
    void aServiceThatGoesToTheBackgroundSaysWhy() {
        verdicts.check(
                looping("nginx in the background", "daemonized", 0, "daemon-nginx"),
                looping("service nginx start", "daemonized", 0, "service-start"),
                looping("trailing &", "daemonized", 0, "trailing-ampersand"),
                looping("daemon()", "daemonized", 0, "forking-daemon"));
    }

    @Test
    void aServiceThatNeverGetsToWorkSaysWhy() {
        verdicts.check(
                looping("entrypoint without exec", "entrypoint-never-execs", 0, "entrypoint-no-exec"),
                looping("CMD dropped", "entrypoint-never-execs", 0, "command-dropped"),
                looping("leaves before main", "main-not-reached", 0, "main-not-reached", "--label", MARKER),
                looping("node without listen", "nothing-to-do", 0, "nothing-to-do"),
                looping("python main returns", "nothing-to-do", 0, "main-returns"));
    }

    @Test
    void aCrashOfTheProcessSaysWhy() {
        verdicts.check(
                looping("assertion as process 1", "aborted", 139, "assertion"),
                looping("assertion under init", "aborted", 134, "assertion", "--init"),
                looping("double free", "aborted", 139, "uncaught-abort"),
                looping("illegal instruction", "illegal-instruction", 132, "illegal-instruction"));
    }

    @Test
    void whatAProgramMissesOrMayNotDoIsNamed() {
        verdicts.check(
                looping("python, EACCES", "permission-denied", 1, "permission-denied"),
                looping("shell, EACCES", "permission-denied", 1, "denied-by-shell"),
                looping("tmpfs full", "disk-full", 1, "disk-full", "--tmpfs", "/cache:size=1m"),
                looping("${DATABASE_URL:?}", "missing-configuration", 2, "unset-variable"),
                looping("Rust NotPresent", "missing-configuration", 101, "rust-not-present"),
                looping("nginx, no file", "missing-configuration", 1, "config-file-missing"));
    }

    @Test
    void anOlderProgramThanWasMeantIsShown() {
        verdicts.check(
                new Expectation(
                        "003 tag moved on",
                        "stale-image",
                        70,
                        List.of("restart-loop"),
                        CatalogueIT::startedAfterARebuild),
                new Expectation(
                        "003 rebuilt, same bytes",
                        "stale-image",
                        "unexplained",
                        70,
                        List.of("restart-loop"),
                        CatalogueIT::rebuiltWithTheSameBytes),
                new Expectation(
                        "volume of an older image",
                        "stale-volume",
                        70,
                        List.of("restart-loop"),
                        CatalogueIT::onTheVolumeOfAnOlderImage));
    }

    @Test
    void whatRunsAndIsSickSaysWhy() {
        verdicts.check(new Expectation(
                "nobody listens",
                "unhealthy",
                -1,
                List.of("unhealthy"),
                containers -> containers.start(
                        next(),
                        List.of(
                                "--health-cmd",
                                "wget -q -O- http://127.0.0.1:8080/health",
                                "--health-interval",
                                "1s",
                                "--health-retries",
                                "2"),
                        BUSYBOX,
                        "sleep",
                        "3600")));
    }

    private static Expectation failing(String name, String cause, int exitCode, List<String> options, String image) {
        return new Expectation(
                name,
                cause,
                exitCode,
                List.of("start-failed"),
                containers -> containers.startFailing(next(), options, image));
    }

    private static Expectation looping(String name, String cause, int exitCode, String image, String... options) {
        var all = new ArrayList<>(List.of("--restart", "always"));
        all.addAll(List.of(options));
        Function<Containers, Container> start = containers -> containers.start(next(), all, Images.image(image));
        return new Expectation(name, cause, exitCode, List.of("restart-loop"), start);
    }

    private static Container besideAHolderOfItsHostPort(Containers containers) {
        var holder = containers.start("holder", List.of("-p", "127.0.0.1::80"), BUSYBOX, "httpd", "-f", "-p", "80");
        return containers.startFailing(
                "port-taken", List.of("-p", containers.published(holder) + ":80"), BUSYBOX, "httpd", "-f");
    }

    /** Made of the image that its tag named once, and started when the tag names a newer one. */
    private static Container startedAfterARebuild(Containers containers) {
        String tag = containers.tag(Images.image("service-1"), "orders");
        var container = containers.create(next(), List.of("--restart", "always"), tag);
        containers.tag(Images.image("service-2"), "orders");
        Docker.run("start", container.id()).orFail();
        return container;
    }

    /** Ran, was rebuilt with another label and no other byte, and recreated. */
    private static Container rebuiltWithTheSameBytes(Containers containers) {
        String name = next();
        String tag = containers.tag(Images.image("service-1"), "payments");
        var before = containers.start(name, List.of(), tag);
        Docker.run("wait", before.id()).orFail();
        Docker.run("commit", "--change", "LABEL revision=2", before.id(), tag).orFail();
        containers.remove(before);
        return containers.start(name, List.of("--restart", "always"), tag);
    }

    /** As a recreate does that keeps the old container's anonymous volumes. */
    private static Container onTheVolumeOfAnOlderImage(Containers containers) {
        var before = containers.start(next(), List.of("-v", "/app"), Images.image("service-1"));
        return containers.start(
                next(), List.of("--restart", "always", "--volumes-from", before.name()), Images.image("service-2"));
    }

    private static String next() {
        return "cat" + NUMBER.incrementAndGet();
    }
}
