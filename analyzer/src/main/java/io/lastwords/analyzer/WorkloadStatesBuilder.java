package io.lastwords.analyzer;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes {@link WorkloadStates} over an in-memory store with a changelog; the caching is its own. */
final class WorkloadStatesBuilder implements StoreBuilder<WorkloadStates> {
    /** States as objects take tens of kilobytes: enough for the busy workloads of a large host. */
    private static final int LIVE = 500;

    private final StoreBuilder<KeyValueStore<String, byte[]>> stored;

    WorkloadStatesBuilder(String name) {
        stored = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    @Override
    public WorkloadStates build() {
        return new WorkloadStates(stored.build(), LIVE);
    }

    @Override
    public StoreBuilder<WorkloadStates> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<WorkloadStates> withCachingDisabled() {
        throw new UnsupportedOperationException("a store of live states is a cache");
    }

    @Override
    public StoreBuilder<WorkloadStates> withLoggingEnabled(Map<String, String> config) {
        stored.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<WorkloadStates> withLoggingDisabled() {
        throw new UnsupportedOperationException("the states would be lost with the process");
    }

    @Override
    public Map<String, String> logConfig() {
        return stored.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return stored.loggingEnabled();
    }

    @Override
    public String name() {
        return stored.name();
    }
}
