package io.lastwords.collector.logs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the engine answers. */
final class EngineEntries implements Entries {
    private final EngineConnection answer;
    private final Demultiplexer entries;

    EngineEntries(EngineConnection answer, boolean tty) {
        this.answer = answer;
        this.entries = new Demultiplexer(answer, tty);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        return entries.next();
    }

    @Override
    public boolean skips() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return answer.isOpen();
    }

    @Override
    public void close() {
        answer.close();
    }
}
