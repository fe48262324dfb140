package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.journal.JournalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A journal in which some workloads live and write, some crash again and again, and some are jobs that end well. The same
 * seed makes the same events.
 */
final class MixedJournal {
    private static final Instant DAWN = Instant.parse("2026-11-21T03:00:00Z");
    private static final int A_HOST = 50;

    private final SplittableRandom random;
    private final List<Workload> workloads = new ArrayList<>();

    private MixedJournal(long seed, Workload.Bursts bursts, int services, int looping, int jobs) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < services + looping + jobs; i++) {
            var kind = i < services
                    ? Workload.Kind.SERVICE
                    : i < services + looping ? Workload.Kind.LOOPING : Workload.Kind.JOB;
            workloads.add(new Workload(1 + i / A_HOST, i, kind, bursts, DAWN, random.split()));
        }
    }

    /** Of one busy host, where eight of forty crash. */
    static MixedJournal ofTroubledHost(long seed) {
        return new MixedJournal(seed, Workload.Bursts.MIXED, 30, 8, 2);
    }

    /** Of hosts with fifty containers each, one of which crashes and one of which is a job. */
    static MixedJournal ofHosts(long seed, int hosts, Workload.Bursts bursts) {
        return new MixedJournal(seed, bursts, (A_HOST - 2) * hosts, hosts, hosts);
    }

    /** How many workloads there are. */
    int workloads() {
        return workloads.size();
    }

    /** The first event of each: it starts. */
    List<JournalEvent> starts() {
        return workloads.stream().map(Workload::next).toList();
    }

    /** The next event of any workload. */
    JournalEvent next() {
        return workloads.get(random.nextInt(workloads.size())).next();
    }
}
