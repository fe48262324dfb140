package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka of one node inside this process, for clients of this machine only. It is Kafka's own server through its
 * internal API, which is why nothing outside this class knows about it. The caller holds the {@link DataDirectory}.
 *
 * <p>One a process: where the broker finds that it cannot go on it would end the process; instead {@link #awaitEnd}
 * says so.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private static final Duration GOOD_ORDER = Duration.ofMinutes(1);
    private static final Duration HURRY = Duration.ofSeconds(1);

    /** Less than this is none: Kafka reserves and rolls whole files. */
    private static final long NO_ROOM_BYTES = 1 << 20;

    private final Path folder;
    private final CombinedNode server;
    private final int port;
    private final CompletableFuture<String> fault;

    private EmbeddedKafka(Path folder, CombinedNode server, int port, CompletableFuture<String> fault) {
        this.folder = folder;
        this.server = server;
        this.port = port;
        this.fault = fault;
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @param port on 127.0.0.1; 0 takes a free one
     * @throws Failure where the port is taken or the broker does not start
     */
    public static EmbeddedKafka start(DataDirectory data, int port) throws Failure {
        var ports = freePorts(port, 2);
        return start(data, ports.get(0), BrokerSettings.of(data.kafka(), ports.get(0), ports.get(1)));
    }

    /** The same with a broker's settings, whose clients come to this port. */
    static EmbeddedKafka start(DataDirectory data, int clients, Properties settings) throws Failure {
        var fault = new CompletableFuture<String>();
        catchExits(fault);
        CombinedNode server = null;
        try {
            boolean anew = format(data.kafka());
            server = new CombinedNode(KafkaConfig.fromProps(settings, false));
            server.start(anew);
            LOG.atInfo().addKeyValue("port", clients).log("embedded Kafka started");
            return new EmbeddedKafka(data.kafka(), server, clients, fault);
        } catch (Exception e) {
            LOG.atError().setCause(e).log("embedded Kafka did not start");
            if (server != null) {
                server.stop(HURRY); // its threads would keep the process alive
            }
            throw new Failure(
                    "the embedded Kafka did not start on " + data.path() + ": " + fault.getNow(message(e)), e);
        }
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /**
     * Waits until the broker ends by itself, which it only does when it cannot go on.
     *
     * @throws Failure always, with the reason
     */
    public void awaitEnd() throws InterruptedException, Failure {
        try {
            var reason = fault.get();
            throw new Failure(
                    Files.getFileStore(folder).getUsableSpace() < NO_ROOM_BYTES
                            ? "the embedded Kafka stopped: no space is left for " + folder
                                    + ". Make room and start again: it goes on where it was"
                            : "the embedded Kafka stopped: " + reason + " (its files are in " + folder + ")");
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(fault.isDone() ? HURRY : GOOD_ORDER);
        LOG.info("embedded Kafka stopped");
    }

    /** Says whether there was nothing before. */
    private static boolean format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return false;
        }
        Files.createDirectories(directory);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setIgnoreFormatted(true)
                .run();
        return true;
    }

    /** So many ports, no two alike: the first is the one that is wanted, unless that is 0. */
    static List<Integer> freePorts(int wanted, int count) throws Failure {
        var ports = new ArrayList<Integer>();
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            ports.add(probe.getLocalPort());
            if (count > 1) { // while this one is taken, lest it be chosen again
                ports.addAll(freePorts(0, count - 1));
            }
            return ports;
        } catch (BindException e) {
            throw new Failure(
                    "port " + wanted
                            + " on 127.0.0.1 is taken: choose another with --kafka-port N (0 takes a free one)",
                    e);
        } catch (IOException e) {
            throw new Failure("cannot listen on 127.0.0.1:" + wanted + ": " + e.getMessage(), e);
        }
    }

    private static void catchExits(CompletableFuture<String> fault) {
        Exit.Procedure record = (status, message) -> {
            var reason = message == null ? "it gave up with status " + status : message;
            LOG.atError().addKeyValue("status", status).log("embedded Kafka gave up: {}", reason);
            fault.complete(reason);
            throw new IllegalStateException(reason);
        };
        Exit.setExitProcedure(record);
        Exit.setHaltProcedure(record);
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
