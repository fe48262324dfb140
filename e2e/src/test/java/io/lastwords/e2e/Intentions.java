package io.lastwords.e2e;

import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What people do to containers on purpose: stops, updates, jobs, builds, tests, a look inside. Each leaves nothing running. */
final class Intentions {
    private static final String BUSYBOX = "busybox:latest";
    private static final List<String> NONE = List.of();
    private static final List<String> ALWAYS = List.of("--restart", "always");
    private static final Pattern BUILT_IN = Pattern.compile("Running in ([0-9a-f]{12})");

    private final Containers containers;
    private final Path folder;
    private int number;

    Intentions(Containers containers, Path folder) {
        this.containers = containers;
        this.folder = folder;
    }

    /** Everything once. */
    void all() {
        stops();
        signals();
        jobs();
        foreground();
        marked();
        builds();
        updates();
    }

    /** How many containers were made, the build's own not counted. */
    int made() {
        return number;
    }

    private void stops() {
        // a shell's sleep as process 1 does not heed SIGTERM: the engine has to kill it
        var deaf = run(ALWAYS, "sleep", "3600");
        docker("stop", "-t", "1", deaf.id());
        docker("start", deaf.id());
        docker("restart", "-t", "1", deaf.id());
        docker("kill", deaf.id());
        docker("start", deaf.id());
        docker("rm", "-f", deaf.id());
        for (var code : List.of("0", "1", "143")) {
            for (var policy : List.of(ALWAYS, NONE)) {
                var service = run(policy, "sh", "-c", "trap 'exit " + code + "' TERM; while :; do sleep 0.05; done");
                docker("stop", service.id());
                docker("rm", service.id());
            }
        }
        var paused = run(ALWAYS, "sleep", "3600");
        docker("pause", paused.id());
        docker("unpause", paused.id());
        Docker.run("exec", paused.id(), "sh", "-c", "exit 5");
        docker("rm", "-f", paused.id());
    }

    private void signals() {
        for (var signal : List.of("KILL", "TERM", "INT", "QUIT")) {
            var service = run(ALWAYS, "sh", "-c", "trap 'exit 130' INT TERM QUIT; while :; do sleep 0.05; done");
            docker("kill", "--signal", signal, service.id());
            docker("wait", service.id());
            docker("rm", service.id());
        }
    }

    private void jobs() {
        for (var policy : List.of(NONE, List.of("--restart", "on-failure"), List.of("--restart", "on-failure:3"))) {
            var job = run(policy, "sh", "-c", "echo report written");
            docker("wait", job.id());
            docker("start", job.id());
            docker("wait", job.id());
            docker("rm", job.id());
        }
        containers.create(next(), NONE, BUSYBOX, "true");
    }

    private void foreground() {
        attached(List.of("run"), List.of("--rm"), "sh", "-c", "echo broken; exit 4");
        attached(List.of("run"), NONE, "false");
        attached(List.of("run"), NONE, "no-such-command");
        attached(List.of("run", "-i"), NONE, "sh", "-c", "exit 3");
        attached(List.of("run", "-d"), List.of("--rm"), "sh", "-c", "sleep 0.1; exit 2");
        var created = containers.create(next(), NONE, BUSYBOX, "sh", "-c", "exit 6");
        Docker.run("start", "-a", created.id());
        if (Docker.installed("script")) {
            var terminal = new ArrayList<>(List.of("docker"));
            terminal.addAll(containers.arguments(List.of("run", "-it"), next(), NONE, BUSYBOX, "sh", "-c", "exit\\ 3"));
            Command.run(List.of("script", "-qec", String.join(" ", terminal), "/dev/null"));
        }
    }

    private void marked() {
        for (var label :
                List.of("com.docker.compose.oneoff=True", "org.testcontainers=true", "lastwords.enable=false")) {
            var ended = run(List.of("--label", label), "sh", "-c", "echo failing; exit 9");
            docker("wait", ended.id());
        }
    }

    private void builds() {
        try {
            var context = Files.createTempDirectory(folder, "build");
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "FROM " + BUSYBOX + "\nRUN echo " + containers.name(next()) + " && exit 7\n");
            var output = Docker.run("build", "--no-cache", "--network", "none", context.toString());
            var left = BUILT_IN.matcher(output.out());
            while (left.find()) {
                Docker.run("rm", "-f", left.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** compose up, a changed service, a rolling update of two replicas, compose down; as compose 1 and 2 do it. */
    private void updates() {
        var service = "web" + next();
        var first = replica(service, 1, service + "-1");
        var second = replica(service, 2, service + "-2");
        docker("rename", first.id(), first.id().substring(0, 12) + "_" + first.name());
        docker("stop", "-t", "1", first.id());
        var newer = replica(service, 1, service + "-1");
        docker("rm", first.id());
        var temporary = replica(service, 2, newer.id().substring(0, 12) + "_" + service + "-2");
        docker("stop", "-t", "1", second.id());
        docker("rm", second.id());
        docker("rename", temporary.id(), second.name());
        docker("stop", "-t", "1", newer.id(), temporary.id());
        docker("rm", newer.id(), temporary.id());
    }

    private Container replica(String service, int n, String name) {
        return containers.start(
                name,
                List.of(
                        "--restart",
                        "unless-stopped",
                        "--label",
                        "com.docker.compose.project=" + containers.name("shop"),
                        "--label",
                        "com.docker.compose.service=" + service,
                        "--label",
                        "com.docker.compose.container-number=" + n,
                        "--label",
                        "com.docker.compose.oneoff=False"),
                BUSYBOX,
                "sh",
                "-c",
                "echo listening; exec sleep 3600");
    }

    private void attached(List<String> verb, List<String> options, String... command) {
        Docker.run(containers.arguments(verb, next(), options, BUSYBOX, command));
    }

    private Container run(List<String> options, String... command) {
        return containers.start(next(), options, BUSYBOX, command);
    }

    private static void docker(String... arguments) {
        Docker.run(arguments).orFail();
    }

    private String next() {
        return "on-purpose" + ++number;
    }
}
