package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.DockerCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Containers that have each written their numbered lines of 120 bytes and now sleep, so that their logs are whole and
 * their runs are not over. They are removed when closed.
 */
final class LongLogs implements AutoCloseable {
    private final String socket;
    private final List<String> containers = new ArrayList<>();
    private final int lines;

    private LongLogs(String socket, int lines) {
        this.socket = socket;
        this.lines = lines;
    }

    /**
     * Makes the containers and returns when the engine has all of their lines.
     *
     * @param lines of each container
     */
    static LongLogs write(String socket, int containers, int lines) throws IOException, InterruptedException {
        var docker = new DockerCommand(socket);
        var logs = new LongLogs(socket, lines);
        for (int i = 0; i < containers; i++) {
            logs.containers.add(docker.run(
                    "run",
                    "-d",
                    "--network",
                    "none",
                    "--label",
                    "lastwords.benchmark=collector",
                    "--log-driver",
                    "json-file",
                    "busybox:latest",
                    "sh",
                    "-c",
                    program(lines)));
        }
        for (String container : logs.containers) {
            while (!docker.run("logs", "--tail", "1", container).startsWith(logs.number(lines - 1))) {
                Thread.sleep(500);
            }
        }
        return logs;
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

    List<String> containers() {
        return List.copyOf(containers);
    }

    /** Where the engine keeps the first one's. */
    String file() throws IOException {
        return new DockerCommand(socket).run("inspect", "-f", "{{.LogPath}}", containers.getFirst());
    }

    /** Of each container. */
    int lines() {
        return lines;
    }

    /** Of all containers. */
    int total() {
        return lines * containers.size();
    }

    /** How a line begins. */
    String number(int line) {
        return String.format(Locale.ROOT, "%09d ", line);
    }

    @Override
    public void close() throws IOException {
        var words = new ArrayList<>(List.of("rm", "-f"));
        words.addAll(containers);
        new DockerCommand(socket).run(words.toArray(String[]::new));
    }
}
