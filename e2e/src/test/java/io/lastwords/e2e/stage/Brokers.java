package io.lastwords.e2e.stage;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Three real brokers, each a controller too, on ports of this machine. Each may be killed and started again. The last one
 * keeps its data in a folder of this machine, whose disk may be small.
 */
public final class Brokers implements AutoCloseable {
    private static final String DATA = "/var/lib/kafka/data";
    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final int COUNT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String prefix = "brokers-" + ThreadLocalRandom.current().nextInt(100_000) + "-";
    private final List<Integer> ports = Ports.free(2 * COUNT);
    private final List<Integer> controllers = ports.subList(COUNT, 2 * COUNT);

    /** Starts them, and waits until all three have found each other. */
    public Brokers(Path dataOfTheLast) {
        Command.run(List.of("chmod", "777", dataOfTheLast.toString())).orFail();
        for (int id = 1; id <= COUNT; id++) {
            var arguments = new ArrayList<>(List.of("run", "-d", "--name", prefix + id, "--network", "host"));
            if (id == COUNT) {
                arguments.addAll(List.of("--volume", dataOfTheLast + ":" + DATA));
            }
            arguments.addAll(List.of("--label", "lastwords.enable=false"));
            settings(id).forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
            arguments.add(IMAGE);
            Docker.run(arguments).orFail();
        }
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers()))) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> admin.describeCluster().nodes().get().size() == COUNT);
        }
    }

    /** For {@code --bootstrap-servers}. */
    public String servers() {
        return ports.subList(0, COUNT).stream().map(port -> "127.0.0.1:" + port).collect(joining(","));
    }

    /** A port of the first of them. */
    public int port() {
        return ports.getFirst();
    }

    /** kill -9 of one of them, from 1 on. */
    public void kill(int id) {
        Docker.run("kill", prefix + id).orFail();
    }

    /** Starts one of them again, with what it had. */
    public void start(int id) {
        Docker.run("start", prefix + id).orFail();
    }

    /** Waits until the last one has ended of itself, as brokers do when their disk is full. */
    public void awaitEndOfTheLast() {
        await().atMost(PATIENCE)
                .until(() -> Docker.run("inspect", "-f", "{{.State.Running}}", prefix + COUNT)
                        .orFail()
                        .out()
                        .strip()
                        .equals("false"));
    }

    /** Starts the last one again. */
    public void startTheLast() {
        start(COUNT);
    }

    /** All of them are there and none answers, or all do again. */
    public void silence(boolean is) {
        // not the engine's pause: it cannot always freeze what is busy
        all("kill", "--signal", is ? "STOP" : "CONT");
    }

    @Override
    public void close() {
        all("rm", "-f", "-v");
    }

    private void all(String... command) {
        var arguments = new ArrayList<>(List.of(command));
        IntStream.rangeClosed(1, COUNT).forEach(id -> arguments.add(prefix + id));
        Docker.run(arguments).orFail();
    }

    private Map<String, String> settings(int id) {
        var voters = IntStream.rangeClosed(1, COUNT)
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllers.get(voter - 1))
                .collect(joining(","));
        var own = "PLAINTEXT://127.0.0.1:" + ports.get(id - 1);
        return Map.ofEntries(
                Map.entry("KAFKA_NODE_ID", String.valueOf(id)),
                Map.entry("KAFKA_LOG_DIRS", DATA),
                Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                Map.entry("KAFKA_LISTENERS", own + ",CONTROLLER://127.0.0.1:" + controllers.get(id - 1)),
                Map.entry("KAFKA_ADVERTISED_LISTENERS", own),
                Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", voters),
                Map.entry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3"),
                Map.entry("KAFKA_MIN_INSYNC_REPLICAS", "2"),
                Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2"),
                Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "6"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "6"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m"));
    }
}
