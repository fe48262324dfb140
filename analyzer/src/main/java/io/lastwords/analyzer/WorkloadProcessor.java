package io.lastwords.analyzer;

import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.Outputs;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.model.journal.JournalEvent;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** A thin adapter: the state out of the store, one step of the core, the state back, the outputs on. */
final class WorkloadProcessor implements Processor<String, JournalEvent, String, Object> {
    private final Core core;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, byte[]> workloads;

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
        String workload = event.origin().workload();
        byte[] stored = workloads.get(workload);
        WorkloadState state =
                stored == null ? new WorkloadState(event.origin(), event.time()) : WorkloadState.read(stored);
        Outputs outputs = core.step(state, event);
        if (state.forgettable()) {
            workloads.delete(workload);
        } else {
            workloads.put(workload, state.write());
        }
        outputs.runs().forEach(run -> context.forward(record.withValue(run), AnalyzerTopology.RUNS));
        outputs.diagnoses()
                .forEach(diagnosis -> context.forward(
                        record.withKey(diagnosis.incident()).withValue(diagnosis), AnalyzerTopology.DIAGNOSES));
    }
}
