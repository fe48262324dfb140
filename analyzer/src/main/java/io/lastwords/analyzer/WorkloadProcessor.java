package io.lastwords.analyzer;

import io.lastwords.analyzer.commit.PromptCommits;
import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.News;
import io.lastwords.analyzer.core.Outputs;
import io.lastwords.analyzer.core.Workloads;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A thin adapter: the workload's state, one step of the core, the outputs on. Where a step throws, its event goes to the
 * dead letters, and what it had changed stays changed: so the state depends on the events alone, not on the commits.
 */
final class WorkloadProcessor implements Processor<String, JournalEvent, String, Object> {
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Core core;
    private final AnalyzerMeters meters = new AnalyzerMeters();
    private ProcessorContext<String, Object> context;
    private Workloads workloads;
    private final PromptCommits.Pace pace;
    private PromptCommits commits;

    @SuppressWarnings("NullAway") // Streams calls init first
    WorkloadProcessor(Core core, PromptCommits.Pace pace) {
        this.core = core;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        WorkloadStates states = Objects.requireNonNull(context.getStateStore(AnalyzerTopology.WORKLOADS));
        this.workloads = new Workloads(core, states);
        this.commits = new PromptCommits(context, pace);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> forward(News.HOSTS, new News.Tick(), time));
    }

    @Override
    public void process(Record<String, JournalEvent> record) {
        JournalEvent event = record.value();
        if (event == null) {
            return; // a tombstone has no place in the journal and says nothing
        }
        if (!Workloads.takes(event)) {
            ofHost(event).ifPresent(news -> forward(News.HOSTS, news, record.timestamp()));
            return;
        }
        Outputs outputs = workloads.take(event);
        outputs.runs().forEach(run -> forward(record.key(), run, record.timestamp()));
        outputs.diagnoses().forEach(diagnosis -> {
            meters.said(diagnosis, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            forward(String.valueOf(diagnosis.incident()), diagnosis, record.timestamp());
        });
        outputs.news().forEach(told -> forward(told.key(), told.news(), record.timestamp()));
        if (!outputs.isEmpty()) {
            commits.said(record.timestamp());
        }
    }

    private static Optional<News> ofHost(JournalEvent event) {
        String host = event.origin().host();
        return switch (event) {
            case Heartbeat beat -> Optional.of(new News.Heard(host, beat.time()));
            case EngineRestarted again -> Optional.of(new News.Restarted(host, again.time(), again.from()));
            default -> Optional.empty();
        };
    }

    private void forward(String key, Object value, long time) {
        context.forward(new Record<>(key, value, time));
    }
}
