package io.lastwords.analyzer.fleet;

import io.lastwords.analyzer.commit.PromptCommits;
import io.lastwords.analyzer.core.News;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A thin adapter: what is known of a fleet or a host, one step, what is said of it on. */
public final class NewsProcessor implements Processor<String, News, String, Diagnosis> {
    private static final String FLEETS = "fleets";
    private static final String HOSTS = "hosts";

    /** A host that is silent for so long is taken for gone. */
    private static final Duration GONE = Duration.ofHours(24);

    private ProcessorContext<String, Diagnosis> context;
    private KeyValueStore<String, FleetState> fleets;
    private KeyValueStore<String, HostState> hosts;
    private Listening listening;
    private final PromptCommits.Pace pace;
    private PromptCommits commits;

    @SuppressWarnings("NullAway") // Streams calls init first
    private NewsProcessor(PromptCommits.Pace pace) {
        this.pace = pace;
    }

    /** Makes processors, with the stores that they need. */
    public static ProcessorSupplier<String, News, String, Diagnosis> supplier(PromptCommits.Pace pace) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, News, String, Diagnosis> get() {
                return new NewsProcessor(pace);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        store(FLEETS, new JsonSerde<>(FleetState.class)),
                        store(HOSTS, new JsonSerde<>(HostState.class)));
            }
        };
    }

    private static <V> StoreBuilder<?> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
    }

    @Override
    public void init(ProcessorContext<String, Diagnosis> context) {
        this.context = context;
        this.fleets = Objects.requireNonNull(context.getStateStore(FLEETS));
        this.hosts = Objects.requireNonNull(context.getStateStore(HOSTS));
        this.commits = new PromptCommits(context, pace);
        this.listening = new Listening(now());
        try (var known = hosts.all()) {
            known.forEachRemaining(host -> listening.heard(host.key, now()));
        }
    }

    @Override
    public void process(Record<String, News> record) {
        listening.arrival(now());
        switch (record.value()) {
            case News.Joined joined
            when record.key().equals(News.HOSTS) -> host(Hosts.joined(state(joined.diagnosis()), joined.diagnosis()));
            case News.Left left
            when record.key().equals(News.HOSTS) -> host(Hosts.left(state(left.diagnosis()), left.diagnosis()));
            case News.Joined joined ->
                fleet(record.key(), Fleets.joined(fleets.get(record.key()), record.key(), joined.diagnosis()));
            case News.Left left -> fleet(record.key(), Fleets.left(fleets.get(record.key()), left.diagnosis()));
            case News.Heard heard -> {
                listening.heard(heard.host(), now());
                host(Hosts.heard(state(heard.host(), heard.time()), heard.time()));
            }
            case News.Restarted again -> {
                listening.heard(again.host(), now());
                host(Hosts.restarted(state(again.host(), again.time()), again.time(), again.from()));
            }
            case News.Tick tick -> silent();
        }
    }

    private void silent() {
        for (String host : listening.silentFor(GONE, now())) {
            HostState state = hosts.get(host);
            listening.forget(host);
            hosts.delete(host);
            if (state != null) {
                Hosts.forgotten(state).ifPresent(this::say);
            }
        }
        for (String host : listening.silentFor(Listening.SILENT, now())) {
            HostState state = hosts.get(host);
            if (state != null) {
                host(Hosts.silent(state));
            }
        }
    }

    private HostState state(Diagnosis diagnosis) {
        return state(Fleets.workload(diagnosis).host(), diagnosis.updatedAt());
    }

    private HostState state(String host, Instant time) {
        HostState known = hosts.get(host);
        return known == null ? HostState.of(host, time) : known;
    }

    private void host(Hosts.Step step) {
        hosts.put(step.state().host(), step.state());
        say(step.said());
    }

    private void fleet(String key, Fleets.Step step) {
        if (step.state() == null) {
            fleets.delete(key);
        } else {
            fleets.put(key, step.state());
        }
        say(step.said());
    }

    private void say(@Nullable Diagnosis said) {
        if (said != null) {
            long now = context.currentSystemTimeMs();
            context.forward(new Record<>(said.incident(), said, now));
            commits.said(now);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
