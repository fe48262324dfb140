package io.lastwords.collector.engine;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.lastwords.collector.examine.ExamineSettings;
import io.lastwords.collector.examine.Examiner;
import io.lastwords.collector.logs.EngineAddress;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one engine. Thread-safe. No API version in the path: engines refuse versions, old ones and new
 * ones, but never none. No limit on connections: at a limit even a ping waits.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** What is asked for while following; the engine's other events would only crowd the stream. */
    private static final Map<String, List<String>> FILTERS = Map.of(
            "type", List.of("container", "network"),
            "event",
                    List.of(
                            "create",
                            "start",
                            "die",
                            "stop",
                            "oom",
                            "kill",
                            "destroy",
                            "rename",
                            "attach",
                            "health_status",
                            "connect",
                            "disconnect"));

    private final DockerHost host;
    private final DockerHttpClient patient;
    private final DockerHttpClient prompt;
    private final EngineClock clock;
    private final EngineIdentity identity;
    private final InspectReader reader;
    private volatile boolean liveRestore;

    private Engine(DockerHost host, Clock clock, MarkerRules markers) throws UnreachableEngineException {
        this.host = host;
        this.clock = new EngineClock(clock, System::nanoTime, host.local());
        this.patient = client(host, null);
        this.prompt = client(host, ANSWER);
        try {
            JsonNode info = info();
            this.identity = new EngineIdentity(
                    info.path("ID").asText(),
                    info.path("Name").asText(),
                    info.path("Architecture").asText());
            this.reader = new InspectReader(identity.architecture(), markers);
        } catch (IOException e) {
            close();
            throw host.noAnswer(e);
        }
    }

    /**
     * Connects and asks who it is.
     *
     * @param address {@code unix:///path}, {@code tcp://host:port}, or empty for the default
     * @param certificates the folder with ca.pem, cert.pem and key.pem, for an engine at a tcp:// address with TLS;
     *     null for none
     * @param clock ours; the engine's own is set against it where the engine is on another machine
     * @throws UnreachableEngineException in one line, with what to do
     */
    public static Engine connect(String address, @Nullable Path certificates, Clock clock, MarkerRules markers)
            throws UnreachableEngineException {
        return new Engine(DockerHost.of(address, certificates), clock, markers);
    }

    @SuppressWarnings("NullAway") // docker-java takes null for no time-out
    private static DockerHttpClient client(DockerHost host, @Nullable Duration answer) {
        SSLContext tls = host.tls();
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(host.uri())
                .sslConfig(tls == null ? null : () -> tls)
                .connectionTimeout(ANSWER)
                .responseTimeout(answer)
                .build();
    }

    public EngineIdentity identity() {
        return identity;
    }

    /** Where it is. */
    public EngineAddress address() {
        return host.address();
    }

    /**
     * What looks into this engine's containers and images.
     *
     * @param throwaway whether it may make containers that are never started; null for the default: only where the
     *     engine is on this machine
     */
    public Examiner examiner(@Nullable Boolean throwaway) {
        return new Examiner(
                address(), identity.architecture(), ExamineSettings.of(throwaway == null ? host.local() : throwaway));
    }

    /** What the engine's clock says now. */
    public Instant now() {
        return clock.now();
    }

    /** Whether its containers live on while it is restarted. */
    public boolean liveRestore() {
        return liveRestore;
    }

    /**
     * Asks again who it is, and for the time.
     *
     * @return the engine's own time
     * @throws OtherEngineException where it is another engine now
     * @throws IOException where it does not answer
     */
    public Instant greet() throws IOException {
        JsonNode info = info();
        String id = info.path("ID").asText();
        if (!id.equals(identity.id())) {
            throw new OtherEngineException(host.uri().toString(), id, identity.id());
        }
        Instant time = InspectReader.time(info.path("SystemTime"));
        return time == null ? now() : time;
    }

    private JsonNode info() throws IOException {
        Instant asked = clock.now();
        JsonNode info = read(prompt, "/info").orElseThrow(() -> new IOException("it does not know /info"));
        liveRestore = info.path("LiveRestoreEnabled").asBoolean();
        Instant engineTime = InspectReader.time(info.path("SystemTime"));
        if (engineTime != null) {
            clock.measured(asked, engineTime);
        }
        return info;
    }

    /** All containers' IDs, running or not, without those that want to be left alone. */
    public List<String> containers() throws IOException {
        JsonNode list = read(prompt, "/containers/json?all=1").orElseThrow(() -> new IOException("no list"));
        var ids = new ArrayList<String>();
        for (JsonNode container : list) {
            var labels = new HashMap<String, String>();
            container
                    .path("Labels")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            if (!Inspection.leftAlone(labels)) {
                ids.add(container.path("Id").asText());
            }
        }
        return ids;
    }

    /**
     * What the engine says of a container now, empty where it is gone. Where the engine does not answer this waits for
     * as long as it takes; while the engine works on a container (starts it, say) it answers only afterwards.
     */
    public Optional<Inspection> inspect(String container) throws InterruptedException {
        Duration wait = Duration.ofMillis(50);
        while (true) {
            try {
                return read(patient, "/containers/" + container + "/json").map(reader::read);
            } catch (RefusedException e) {
                LOG.atWarn()
                        .addKeyValue("container", container)
                        .addKeyValue("reason", e.getMessage())
                        .log("the engine will not show a container");
                return Optional.empty();
            } catch (IOException e) {
                LOG.atDebug()
                        .addKeyValue("container", container)
                        .addKeyValue("reason", e.getMessage())
                        .log("inspect failed, trying again");
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    /**
     * What the engine says of a container now, empty where it is gone or the engine takes longer than so long.
     *
     * @param limit after this the caller goes on without
     */
    public Optional<Inspection> inspect(String container, Duration limit) throws InterruptedException {
        var answer = new FutureTask<>(() -> inspect(container));
        Thread asking = Thread.ofVirtual().name("inspect " + container).start(answer);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("inspect failed", e.getCause());
        }
    }

    /**
     * What the engine would say of a container that is made of an image with nothing added; it has no ID and no name.
     *
     * @return empty where there is no such image
     * @throws IOException where the engine does not answer
     */
    public Optional<Inspection> inspectImage(String image) throws IOException {
        return read(patient, "/images/" + image + "/json").map(json -> reader.read(WouldBe.container(image, json)));
    }

    /**
     * Removes a container that was to remove itself and hangs in that: asking for its log at the wrong moment is what
     * makes it hang.
     */
    public void finishRemoval(String container) {
        try (Response answer = execute(prompt, Request.Method.DELETE, "/containers/" + container + "?v=1&force=1")) {
            LOG.atInfo()
                    .addKeyValue("container", container)
                    .addKeyValue("status", answer.getStatusCode())
                    .log("removed what was to remove itself");
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("container", container)
                    .addKeyValue("reason", e.getMessage())
                    .log("a container that hangs in its own removal could not be removed");
        }
    }

    /** Events from a time on, inclusive: those that the engine remembers, then those to come. */
    public EventFeed events(Instant since) throws IOException {
        return new EventFeed(open(patient, "/events?since=" + seconds(since) + followed()));
    }

    /**
     * The first of the {@link #events} of a time, both ends included, as far as the engine remembers; null for none.
     *
     * @param to a time that has passed on the engine's own clock
     * @throws IOException where the engine does not answer within half a minute
     */
    public @Nullable EngineEvent firstEvent(Instant from, Instant to) throws IOException {
        String path = "/events?since=" + seconds(from) + "&until=" + seconds(to) + followed();
        try (var feed = new EventFeed(open(prompt, path))) {
            return feed.next();
        }
    }

    private static String followed() {
        return "&filters=" + URLEncoder.encode(Json.text(FILTERS), StandardCharsets.UTF_8);
    }

    /**
     * All that the engine remembers of its past, of every kind.
     *
     * @param until a time that has passed on the engine's own clock, see {@link #greet}
     */
    public EngineMemory memory(Instant until) throws IOException {
        try (var feed = new EventFeed(open(patient, "/events?since=1&until=" + seconds(until)))) {
            return feed.memory();
        }
    }

    /** Waits until a container's run ends, or until a time by the engine's clock. */
    public void awaitEnd(String container, Instant since, Instant until) throws IOException {
        String filters = URLEncoder.encode(
                Json.text(Map.of("container", List.of(container), "event", List.of("die"))), StandardCharsets.UTF_8);
        try (var feed = new EventFeed(open(
                patient, "/events?since=" + seconds(since) + "&until=" + seconds(until) + "&filters=" + filters))) {
            feed.next();
        }
    }

    private static String seconds(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    private static Response open(DockerHttpClient client, String path) throws IOException {
        Response response = execute(client, Request.Method.GET, path);
        if (response.getStatusCode() != 200) {
            response.close();
            throw new IOException("the engine answered " + response.getStatusCode() + " to " + path);
        }
        return response;
    }

    private static Optional<JsonNode> read(DockerHttpClient client, String path) throws IOException {
        try (Response response = execute(client, Request.Method.GET, path);
                InputStream body = response.getBody()) {
            int status = response.getStatusCode();
            if (status == 404) {
                return Optional.empty();
            }
            if (status != 200) {
                throw new RefusedException("the engine answered " + status + " to " + path);
            }
            return Optional.of(Json.mapper().readTree(body));
        } catch (StreamConstraintsException e) {
            throw new RefusedException(
                    "the engine's answer to " + path + " is beyond reason: " + e.getOriginalMessage());
        }
    }

    private static Response execute(DockerHttpClient client, Request.Method method, String path) throws IOException {
        try {
            return client.execute(Request.builder().method(method).path(path).build());
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), e);
        }
    }

    @Override
    public void close() {
        for (DockerHttpClient client : List.of(patient, prompt)) {
            try {
                client.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("closing the connection to the engine");
            }
        }
    }

    /** The engine answered, and not with what was asked for. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
