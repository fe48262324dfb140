package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.engine.EngineMemory;
import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.engine.WorkloadIds;
import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.Stopped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an engine still knows of one container, told as the journal would have told it: its last events where the engine
 * remembers them, else what State shows. Logs are not part of it. Pure but for {@link #ask}.
 *
 * @param inspection what the engine shows now
 * @param position what follows for the container's runs
 * @param events in the engine's order
 * @param now when it was asked, by the engine's clock
 */
public record Recollection(Inspection inspection, ContainerPosition position, List<JournalEvent> events, Instant now) {

    /** So many restarts are a loop. */
    private static final int LOOP = 3;

    public Recollection {
        events = List.copyOf(events);
    }

    /**
     * Asks the engine.
     *
     * @param host the first part of the workload's ID
     * @param container a name, or an ID or the beginning of one
     * @return empty where there is no such container
     * @throws IOException where the engine does not answer
     */
    public static Optional<Recollection> ask(Engine engine, String host, String container)
            throws IOException, InterruptedException {
        Inspection inspection = engine.inspect(container).orElse(null);
        if (inspection == null) {
            return Optional.empty();
        }
        Instant now = engine.greet();
        return Optional.of(of(engine.identity().id(), host, inspection, engine.memory(now), now));
    }

    static Recollection of(String engine, String host, Inspection inspection, EngineMemory memory, Instant now) {
        var settings = inspection.settings();
        var origin = new Origin(host, engine, WorkloadIds.of(host, settings), inspection.id());
        List<EngineEvent> all = memory.events().stream()
                .filter(event -> event.container().equals(inspection.id()))
                .toList();
        List<EngineEvent> past = all.stream()
                .filter(event -> event.kind() == EngineEvent.Kind.CONTAINER)
                .toList();
        boolean remembers = past.stream().anyMatch(event -> event.action().equals("start"));
        if (!remembers) {
            // a start that fails makes no event but those of its networks
            Instant last = inspection.state().startedAt() != null || all.isEmpty()
                    ? now
                    : all.getLast().time();
            Step look = Story.firstLook(origin, last, Instant.MAX, null, now, settings, inspection.state());
            return new Recollection(inspection, look.position(), look.events(), now);
        }
        var told = new ArrayList<JournalEvent>();
        var position = ContainerPosition.unknown(origin);
        boolean oom = false;
        EngineEvent lastEnd = past.stream()
                .filter(event -> event.action().equals("die"))
                .reduce((before, after) -> after)
                .orElse(null);
        for (EngineEvent event : past) {
            Step step = step(position, event, inspection, oom, event.equals(lastEnd) ? inspection.state() : null);
            oom = !event.action().equals("start") && (oom || event.action().equals("oom"));
            position = step.position();
            told.addAll(step.events());
        }
        return new Recollection(inspection, position, told, now);
    }

    private static Step step(
            ContainerPosition position,
            EngineEvent event,
            Inspection inspection,
            boolean oom,
            @Nullable ContainerState after) {
        Origin origin = position.origin();
        var touched = new Change(position).event(event.time());
        var settings = inspection.settings();
        return switch (event.action()) {
            case "create" ->
                new Step(
                        touched.position(),
                        List.of(new ContainerSeen(origin, event.time(), settings, ContainerState.created())));
            case "start" -> Story.started(position, event.time(), settings, null);
            case "die" -> Story.ended(position, event.time(), event.number("exitCode", 0), oom, settings, after);
            case "kill" ->
                new Step(
                        touched.position(),
                        List.of(new Signalled(
                                origin,
                                event.time(),
                                Signals.number(event.attributes().getOrDefault("signal", "")))));
            case "oom" -> new Step(touched.position(), List.of(new OutOfMemory(origin, event.time())));
            case "stop" -> new Step(touched.stopped().position(), List.of(new Stopped(origin, event.time())));
            case "attach" ->
                Step.none(
                        position.running()
                                ? touched.position()
                                : touched.attached(true).position());
            case "health_status" -> {
                var health = inspection.state().health();
                yield new Step(
                        touched.position(),
                        List.of(new HealthChanged(
                                origin,
                                event.time(),
                                event.detail(),
                                health == null ? 0 : health.failingStreak(),
                                health == null ? "" : health.output())));
            }
            default -> Step.none(touched.position());
        };
    }

    /**
     * Whether it has been restarted again and again, none of that is remembered, and it runs right now.
     *
     * @param young a run that lives longer is not taken for one of the loop's
     */
    public boolean isLoopBetweenItsEnds(Duration young) {
        ContainerState state = inspection.state();
        Instant began = state.startedAt();
        return state.status().equals("running")
                && state.restartCount() >= LOOP
                && events.stream().noneMatch(RunEnded.class::isInstance)
                && began != null
                && began.plus(young).isAfter(now);
    }

    /** The state that it is in now, as an event. */
    public ContainerSeen seen() {
        return new ContainerSeen(position.origin(), now, inspection.settings(), inspection.state());
    }

    /** The container's runs that are known, oldest first. */
    public List<UnreadRun> runs() {
        return position.runs();
    }
}
