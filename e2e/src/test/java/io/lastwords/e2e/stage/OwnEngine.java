package io.lastwords.e2e.stage;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A Docker engine of the test's own, which may be killed as a power cut would. Needs root. */
public final class OwnEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private Process engine;

    private OwnEngine(Path folder) throws IOException {
        this.folder = folder;
        this.engine = launch();
    }

    /** Starts one and waits until it answers. It has no network, and the images that are copied into it. */
    public static OwnEngine start(String... images) {
        try {
            var own = new OwnEngine(Files.createTempDirectory("lw-engine"));
            own.awaitAnswer();
            for (var image : images) {
                var file = own.folder.resolve("image.tar");
                Docker.run("save", "-o", file.toString(), image).orFail();
                own.docker("load", "-i", file.toString());
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address for {@code --docker-host}. */
    public String address() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** Runs {@code docker} on it. */
    public String docker(String... arguments) {
        var all = new ArrayList<>(List.of("-H", address()));
        all.addAll(List.of(arguments));
        return Docker.run(all).orFail().out().strip();
    }

    /** The engine, and all that it runs, is gone at once; then it is started again. */
    public void powerCut() {
        kill();
        try {
            // what lies under /run does not survive a power cut
            Command.run(List.of(
                            "rm",
                            "-rf",
                            folder.resolve("pid").toString(),
                            folder.resolve("exec/containerd").toString()))
                    .orFail();
            engine = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        // a network of its own: an engine without a bridge takes away the other engine's
                        "unshare",
                        "--net",
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--host=" + address(),
                        "--pidfile=" + folder.resolve("pid"),
                        "--bridge=none",
                        "--iptables=false",
                        "--storage-driver=overlay2")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Docker.run("-H", address(), "version").exitCode() == 0);
    }

    private void kill() {
        engine.destroyForcibly().onExit().join();
        // its containerd and its shims outlive it; 1: there are none
        Command.run(List.of("pkill", "-9", "-f", folder.resolve("exec").toString()));
        await().atMost(PATIENCE)
                .until(() -> Command.run(List.of(
                                        "pgrep", "-f", folder.resolve("exec").toString()))
                                .exitCode()
                        == 1);
    }

    @Override
    public void close() {
        kill();
        // what it had mounted stays mounted without it; the deepest first
        Command.run(List.of("findmnt", "--list", "--noheadings", "--output", "TARGET"))
                .orFail()
                .out()
                .lines()
                .map(String::strip)
                .filter(mount -> mount.startsWith(folder + "/"))
                .sorted(Comparator.reverseOrder())
                .forEach(
                        mount -> Command.run(List.of("umount", "--lazy", mount)).orFail());
        Command.run(List.of("rm", "-rf", folder.toString())).orFail();
    }
}
