package io.lastwords.analyzer.core;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workload's story, told event by event to the core; time is moved by hand. */
final class Story {
    static final Instant DAWN = Instant.parse("2026-11-21T03:00:00Z");

    private final Core core = new Core(Duration.ofSeconds(60));
    private Origin origin = new Origin("host1", "engine1", "host1/web", "c1");
    private WorkloadState state = new WorkloadState(origin, DAWN);
    private Instant now = DAWN;
    private Instant run = DAWN;
    private RestartPolicy policy = new RestartPolicy("no", 0);
    private Map<String, String> labels = Map.of();
    private boolean attached;
    private boolean autoRemove;
    private boolean openStdin;
    private String marker = "";
    private @Nullable String healthcheck;
    private String image = "sha256:aa";

    final List<JournalEvent> events = new ArrayList<>();
    final List<Diagnosis> said = new ArrayList<>();

    /** What those heard who look for workloads that fail alike. */
    final List<News> compared = new ArrayList<>();

    Story policy(String name, int retries) {
        policy = new RestartPolicy(name, retries);
        return this;
    }

    Story always() {
        return policy("always", 0);
    }

    Story labels(Map<String, String> given) {
        labels = given;
        return this;
    }

    Story attached() {
        attached = true;
        return this;
    }

    Story autoRemove() {
        autoRemove = true;
        return this;
    }

    Story openStdin() {
        openStdin = true;
        return this;
    }

    Story healthcheck() {
        healthcheck = "curl -f http://localhost/";
        return this;
    }

    Story marker(String text) {
        marker = text;
        return this;
    }

    Story container(String id) {
        origin = new Origin(origin.host(), origin.engine(), origin.workload(), id);
        return this;
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story millis(long millis) {
        return after(Duration.ofMillis(millis));
    }

    Story seconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Story start() {
        run = now;
        return tell(new RunStarted(origin, now, settings(), attached, true));
    }

    Story print(String line) {
        return print(line, line.getBytes(StandardCharsets.UTF_8).length + 1, false);
    }

    Story print(String line, int bytes, boolean unterminated) {
        boolean hit = !marker.isEmpty() && line.contains(marker);
        var logLine = new LogLine(LogLine.Stream.STDOUT, now, line, null, bytes, unterminated, false, hit);
        return tell(new LogChunk(origin, now, run, List.of(logLine)));
    }

    Story die(int exitCode) {
        return dieAlone(exitCode).read();
    }

    /** Dies; its log is not yet known to be complete. */
    Story dieAlone(int exitCode) {
        return tell(new RunEnded(origin, now, run, exitCode, false, "", true));
    }

    /** Dies with its engine, as is seen when that is back. */
    Story dieWithEngine(int exitCode) {
        return tell(new RunEnded(origin, now, run, exitCode, false, "", true).withEngineRestarted())
                .read();
    }

    Story endOf(String id, Instant started, int exitCode) {
        var of = new Origin(origin.host(), origin.engine(), origin.workload(), id);
        tell(new RunEnded(of, now, started, exitCode, false, "", true));
        return tell(new LogsEnded(of, now, started, true, null));
    }

    Story read() {
        return tell(new LogsEnded(origin, now, run, true, null));
    }

    Story signal(int signal) {
        return tell(new Signalled(origin, now, signal));
    }

    Story stopped() {
        return tell(new Stopped(origin, now));
    }

    Story remove() {
        return tell(new Removed(origin, now));
    }

    Story image(String id) {
        image = id;
        return this;
    }

    Story examined(Examination facts) {
        return tell(new Examined(origin, now, run, facts));
    }

    Story health(String status) {
        return tell(new HealthChanged(origin, now, status, 3, "connection refused"));
    }

    Story refuse(int exitCode, String error) {
        return tell(new StartFailed(origin, now, exitCode, error, settings(), attached, false));
    }

    Story created() {
        return tell(new ContainerSeen(origin, now, settings(), ContainerState.created()));
    }

    Story seen(String status, int exitCode, String error, int restarts) {
        var inspected = new ContainerState(status, exitCode, false, error, run, now, restarts, null);
        return tell(new ContainerSeen(origin, now, settings(), inspected));
    }

    /** A run found at the first look, alive and unhealthy. */
    Story foundUnhealthy() {
        run = now;
        var health = new ContainerState.Health("unhealthy", 7, "connection refused");
        tell(new ContainerSeen(
                origin, now, settings(), new ContainerState("running", 0, false, "", run, null, 0, health)));
        return tell(new RunStarted(origin, now, settings(), false, false));
    }

    /** A run found at the first look, already dead. */
    Story found(int exitCode) {
        run = now;
        tell(new RunStarted(origin, now, settings(), false, false));
        tell(new RunEnded(origin, now.plusMillis(20), run, exitCode, false, "", false));
        return read();
    }

    /** Time passes, as heartbeats every 5 s tell. */
    Story live(long seconds) {
        for (long left = seconds; left > 0; left -= 5) {
            seconds(Math.min(left, 5));
            tell(new Heartbeat(origin, now));
        }
        return this;
    }

    Story tell(JournalEvent event) {
        events.add(event);
        state = WorkloadState.read(state.write());
        var outputs = core.step(state, event);
        said.addAll(outputs.diagnoses());
        outputs.news().stream()
                .filter(told -> !told.key().equals(News.HOSTS))
                .map(News.Addressed::news)
                .forEach(compared::add);
        return this;
    }

    Diagnosis last() {
        return said.getLast();
    }

    WorkloadState state() {
        return state;
    }

    private ContainerSettings settings() {
        return new ContainerSettings(
                "web",
                "shop/web:1",
                image,
                "/app/web",
                List.of(),
                null,
                List.of("/app/web"),
                "",
                "",
                "web",
                false,
                openStdin,
                autoRemove,
                false,
                policy,
                null,
                null,
                0,
                "json-file",
                labels,
                List.of(),
                List.of(),
                List.of(),
                "bridge",
                healthcheck,
                DAWN,
                "x86_64",
                marker.isEmpty() ? null : marker,
                "true".equals(labels.get("lastwords.job")),
                true);
    }
}
