package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.DockerCommand;
import java.io.IOException;
import java.util.Locale;

/**
 * A container that has written its numbered lines of 120 bytes and now sleeps, so that its log is whole and its run is
 * not over. It is removed when closed.
 */
final class LongLog implements AutoCloseable {
    private final String socket;
    private final String container;
    private final int lines;

    private LongLog(String socket, String container, int lines) {
        this.socket = socket;
        this.container = container;
        this.lines = lines;
    }

    /** Makes the container and returns when the engine has all of its lines. */
    static LongLog write(String socket, int lines) throws IOException, InterruptedException {
        var docker = new DockerCommand(socket);
        String container = docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--log-driver",
                "json-file",
                "busybox:latest",
                "sh",
                "-c",
                program(lines));
        var log = new LongLog(socket, container, lines);
        while (!docker.run("logs", "--tail", "1", container).startsWith(log.number(lines - 1))) {
            Thread.sleep(500);
        }
        return log;
    }

    private static String program(int lines) {
        String text = "INFO [http-nio-8080-exec-17] c.example.orders.Access - GET /api/orders/4711 200 12 ms"
                + " trace=8f1c2d3e4a5b user=31337 abcdefghijklmnop";
        String loop = "for(i=0;i<" + lines + ";i++)print substr(sprintf(\"%09d " + text + "\",i),1,119)";
        return "awk 'BEGIN{" + loop + "}'; exec sleep 1000000";
    }

    String socket() {
        return socket;
    }

    String container() {
        return container;
    }

    /** Where the engine keeps it. */
    String file() throws IOException {
        return new DockerCommand(socket).run("inspect", "-f", "{{.LogPath}}", container);
    }

    int lines() {
        return lines;
    }

    /** How a line begins. */
    String number(int line) {
        return String.format(Locale.ROOT, "%09d ", line);
    }

    @Override
    public void close() throws IOException {
        new DockerCommand(socket).run("rm", "-f", container);
    }
}
