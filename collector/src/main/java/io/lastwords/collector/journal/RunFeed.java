package io.lastwords.collector.journal;

import io.lastwords.collector.logs.Budget;
import io.lastwords.collector.logs.Chunk;
import io.lastwords.collector.logs.ChunkBuffer;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one run's lines come from, and whether some of them are known to be missing. Thread-safe. */
public final class RunFeed {
    private final Origin origin;
    private final Instant run;
    private final ChunkBuffer chunks;
    private volatile @Nullable String lost;

    /**
     * @param capacity serialised bytes after which the run's reader waits
     * @param journal told whenever there are lines again
     * @param lost why the log cannot be complete, as far as that is known from before
     */
    public RunFeed(Origin origin, Instant run, int capacity, Budget budget, Journal journal, @Nullable String lost) {
        this.origin = origin;
        this.run = run;
        this.lost = lost;
        this.chunks = new ChunkBuffer(origin, capacity, budget, taker(journal));
        this.chunks.begin(run);
    }

    private ChunkBuffer.Taker taker(Journal journal) {
        return new ChunkBuffer.Taker() {
            @Override
            public void ready() {
                journal.ready(RunFeed.this);
            }

            @Override
            public void hurry() {
                journal.hurry();
            }
        };
    }

    /** What the run's reader writes into. */
    public ChunkBuffer chunks() {
        return chunks;
    }

    public Origin origin() {
        return origin;
    }

    /** Why the run's log cannot be complete any more, for a person; null as long as it can. */
    public @Nullable String lost() {
        return lost;
    }

    @Nullable
    Chunk take() {
        Chunk chunk = chunks.take();
        if (chunk != null && chunk.lines() == 0 && lost == null) {
            lost = "lines are missing: the gap in the journal says which";
        }
        return chunk;
    }

    LogProgress progress(Chunk chunk) {
        return new LogProgress(origin.engine(), origin.container(), run, chunk.after(), lost);
    }
}
