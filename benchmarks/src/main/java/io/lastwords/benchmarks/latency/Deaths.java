package io.lastwords.benchmarks.latency;

import io.lastwords.benchmarks.DockerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Containers that die one after the other while others write, and when the engine says that they did. Each has a name
 * and an image's name of its own, so that none is told together with another. All are removed when closed.
 */
final class Deaths implements AutoCloseable {
    static final Pattern NAME = Pattern.compile("lastwords-death-\\d{4}");

    private static final String LABEL = "lastwords.benchmark=latency";
    private static final String IMAGE = "lastwords-latency";
    private static final int WRITERS = 4;

    /** Some 500 lines a second. */
    private static final String WRITER = "while :; do seq 1000000 1000049; usleep 100000; done";

    private final DockerCommand docker;
    private final Process events;
    private final Map<String, Instant> times = new ConcurrentHashMap<>();
    private final Sightings told = new Sightings();
    private final List<String> names = new ArrayList<>();

    Deaths(String socket) throws IOException {
        docker = new DockerCommand(socket);
        events = docker.start(
                "events",
                "--filter",
                "event=die",
                "--filter",
                "label=" + LABEL,
                "--format",
                "{{.Actor.Attributes.name}} {{.TimeNano}}");
        Thread.ofVirtual().start(this::listen);
        for (int i = 0; i < WRITERS; i++) {
            docker.run("run", "-d", "--network", "none", "--label", LABEL, "busybox:latest", "sh", "-c", WRITER);
        }
    }

    private void listen() {
        try (BufferedReader lines = events.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var now = Instant.now();
                String[] words = line.split(" ", 2);
                if (NAME.matcher(words[0]).matches()) {
                    times.put(words[0], Instant.ofEpochSecond(0, Long.parseLong(words[1])));
                    told.seen(words[0], now);
                }
            }
        } catch (IOException e) {
            if (events.isAlive()) {
                throw new IllegalStateException("the engine's events ended", e);
            }
        }
    }

    /** The next one starts, and dies at once. */
    void next() throws IOException {
        String number = String.format(Locale.ROOT, "%04d", names.size());
        String image = IMAGE + ":" + number;
        String name = "lastwords-death-" + number;
        docker.run("tag", "busybox:latest", image);
        names.add(name);
        docker.run(
                "run",
                "-d",
                "--network",
                "none",
                "--label",
                LABEL,
                "--name",
                name,
                image,
                "sh",
                "-c",
                "echo starting; echo 'DATABASE_URL must be set' >&2; exit 3");
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** When each died, by the engine's clock. */
    Map<String, Instant> times() {
        return Map.copyOf(times);
    }

    /** When a reader of the engine's events knew of it. */
    Sightings told() {
        return told;
    }

    @Override
    public void close() throws IOException {
        events.destroy();
        remove("rm", docker.run("ps", "-aq", "--filter", "label=" + LABEL));
        remove("rmi", docker.run("images", "--format", "{{.Repository}}:{{.Tag}}", IMAGE));
    }

    private void remove(String how, String what) throws IOException {
        if (!what.isEmpty()) {
            var words = new ArrayList<>(List.of(how, "-f"));
            words.addAll(what.lines().toList());
            docker.run(words.toArray(String[]::new));
        }
    }
}
