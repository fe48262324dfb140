package io.lastwords.model.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * One thing that a collector saw. Times are the engine's, in nanoseconds where the engine gives them; a workload's
 * time advances only by its own events. A type that this version does not know is read as {@link UnknownEvent}, since
 * writers may be newer than readers.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = UnknownEvent.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ContainerSeen.class, name = "seen"),
    @JsonSubTypes.Type(value = RunStarted.class, name = "started"),
    @JsonSubTypes.Type(value = StartFailed.class, name = "start-failed"),
    @JsonSubTypes.Type(value = LogChunk.class, name = "lines"),
    @JsonSubTypes.Type(value = Signalled.class, name = "signalled"),
    @JsonSubTypes.Type(value = OutOfMemory.class, name = "out-of-memory"),
    @JsonSubTypes.Type(value = RunEnded.class, name = "ended"),
    @JsonSubTypes.Type(value = Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = LogsEnded.class, name = "logs-ended"),
    @JsonSubTypes.Type(value = Gap.class, name = "gap"),
    @JsonSubTypes.Type(value = HealthChanged.class, name = "health"),
    @JsonSubTypes.Type(value = Examined.class, name = "examined"),
    @JsonSubTypes.Type(value = Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = EngineRestarted.class, name = "engine-restarted"),
    @JsonSubTypes.Type(value = UnknownEvent.class, name = "unknown")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface JournalEvent
        permits ContainerSeen,
                RunStarted,
                StartFailed,
                LogChunk,
                Signalled,
                OutOfMemory,
                RunEnded,
                Stopped,
                LogsEnded,
                Gap,
                HealthChanged,
                Examined,
                Removed,
                Heartbeat,
                EngineRestarted,
                UnknownEvent {

    /** The version of the journal's schema that this code writes; every value carries it. */
    int SCHEMA = 1;

    int schema();

    Origin origin();

    /** Engine time of what happened. */
    Instant time();
}
