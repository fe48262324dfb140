package io.lastwords.collector.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an engine's events are dealt with. It is in every transaction, so its number also tells whether a transaction
 * whose outcome was unknown has been committed, and by whom.
 *
 * @param owner the collector's own ID, new at each start
 * @param transaction counts the owner's transactions
 * @param time every event up to here is dealt with; null before the first
 * @param event the identity of the last event at {@code time}: while the engine still remembers it, it has forgotten
 *     nothing that came later; null before the first
 */
public record EnginePosition(
        int schema,
        String engine,
        String owner,
        long transaction,
        @Nullable Instant time,
        @Nullable String event) implements Position {

    public EnginePosition(
            String engine, String owner, long transaction, @Nullable Instant time, @Nullable String event) {
        this(SCHEMA, engine, owner, transaction, time, event);
    }

    @Override
    public String key() {
        return engine + "/events";
    }
}
