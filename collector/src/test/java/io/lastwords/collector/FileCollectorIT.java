package io.lastwords.collector;

import io.lastwords.collector.logs.LogAccess;
import org.junit.jupiter.api.Tag;

/** A collector that reads files, and after each restart the other way. */
@Tag("full")
class FileCollectorIT extends CollectorIT {
    private int started;

    @Override
    LogAccess access() {
        return started++ % 2 == 0 ? LogAccess.FILE : LogAccess.API;
    }
}
