package io.lastwords.analyzer;

import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.Outputs;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.model.journal.JournalEvent;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A thin adapter: the workload's state, one step of the core, the outputs on. Where a step throws, its event goes to the
 * dead letters, and what it had changed stays changed: so the state depends on the events alone, not on the commits.
 */
final class WorkloadProcessor implements Processor<String, JournalEvent, String, Object> {
    private final Core core;
    private final AnalyzerMeters meters = new AnalyzerMeters();
    private ProcessorContext<String, Object> context;
    private WorkloadStates workloads;

    @SuppressWarnings("NullAway") // Streams calls init first
    WorkloadProcessor(Core core) {
        this.core = core;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.workloads = Objects.requireNonNull(context.getStateStore(AnalyzerTopology.WORKLOADS));
    }

    @Override
    public void process(Record<String, JournalEvent> record) {
        JournalEvent event = record.value();
        if (event == null) {
            return; // a tombstone has no place in the journal and says nothing
        }
        WorkloadState state = workloads.change(event);
        Outputs outputs = core.step(state, event);
        if (state.forgettable()) {
            workloads.forget(event.origin().workload());
        }
        outputs.runs().forEach(run -> context.forward(record.withValue(run), AnalyzerTopology.RUNS));
        outputs.diagnoses().forEach(diagnosis -> {
            meters.said(diagnosis, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            context.forward(record.withKey(diagnosis.incident()).withValue(diagnosis), AnalyzerTopology.DIAGNOSES);
        });
    }
}
