package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.journal.JournalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The journal of a busy host: forty workloads, of which thirty live and write, eight crash again and again, and two are
 * jobs that end well. The same seed makes the same events.
 */
final class MixedJournal {
    private static final Instant DAWN = Instant.parse("2026-11-21T03:00:00Z");
    private static final int SERVICES = 30;
    private static final int LOOPING = 8;
    private static final int JOBS = 2;

    private final SplittableRandom random;
    private final List<Workload> workloads = new ArrayList<>();

    MixedJournal(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < SERVICES + LOOPING + JOBS; i++) {
            var kind = i < SERVICES
                    ? Workload.Kind.SERVICE
                    : i < SERVICES + LOOPING ? Workload.Kind.LOOPING : Workload.Kind.JOB;
            workloads.add(new Workload(i, kind, DAWN, random.split()));
        }
    }

    /** The next event of any workload. */
    JournalEvent next() {
        return workloads.get(random.nextInt(workloads.size())).next();
    }
}
