package io.lastwords.analyzer;

import io.lastwords.analyzer.core.States;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.model.journal.JournalEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The states of all workloads: those of the busy ones as objects, and of every one as bytes in a store with a changelog.
 * Reading and writing a state costs a hundred times what a step costs, so it is done once a commit and not once a
 * record.
 *
 * <p>Exactly once needs every changed state in the changelog before the offsets are committed. Streams calls {@link
 * #flushCache} there, within the same transaction, on the stores that are a {@link CachedStateStore}; its public
 * interfaces have no such moment, since {@link #commit} comes after the transaction. After a crash the objects are gone
 * with the process, and the bytes are those of the last commit. Used by its stream thread alone.
 */
final class WorkloadStates implements States, StateStore, CachedStateStore<String, byte[]> {
    private final KeyValueStore<String, byte[]> stored;
    private final int capacity;

    /** The workloads of the latest events, the latest last. */
    private final Map<String, WorkloadState> live = new LinkedHashMap<>(16, 0.75f, true);

    /** Of these the bytes are behind; all of them are live. */
    private final Set<String> changed = new LinkedHashSet<>();

    /**
     * Makes the store.
     *
     * @param stored where the bytes are
     * @param capacity how many states at most are kept as objects
     */
    WorkloadStates(KeyValueStore<String, byte[]> stored, int capacity) {
        this.stored = stored;
        this.capacity = capacity;
    }

    /** It counts as changed from now on. */
    @Override
    public WorkloadState change(JournalEvent event) {
        String workload = event.origin().workload();
        WorkloadState state = live.get(workload);
        if (state == null) {
            byte[] bytes = stored.get(workload);
            state = bytes == null ? new WorkloadState(event.origin(), event.time()) : WorkloadState.read(bytes);
            makeRoom();
            live.put(workload, state);
        }
        changed.add(workload);
        return state;
    }

    @Override
    public void forget(String workload) {
        live.remove(workload);
        changed.remove(workload);
        stored.delete(workload);
    }

    private void makeRoom() {
        if (live.size() >= capacity) {
            String eldest = live.keySet().iterator().next();
            if (changed.remove(eldest)) {
                write(eldest);
            }
            live.remove(eldest);
        }
    }

    @Override
    public void flushCache() {
        changed.forEach(this::write);
        changed.clear();
    }

    private void write(String workload) {
        WorkloadState state = Objects.requireNonNull(live.get(workload), workload);
        stored.put(workload, state.write());
    }

    @Override
    public void clearCache() {
        live.clear();
        changed.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, byte[]> listener, boolean sendOldValues) {
        return false; // nobody is told: this store feeds no table
    }

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        clearCache();
        stored.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        stored.commit(changelogOffsets);
    }

    @Override
    public void close() {
        clearCache(); // after a clean commit nothing is changed; else the transaction is void and so are the changes
        stored.close();
    }

    @Override
    public boolean persistent() {
        return stored.persistent();
    }

    @Override
    public boolean isOpen() {
        return stored.isOpen();
    }
}
