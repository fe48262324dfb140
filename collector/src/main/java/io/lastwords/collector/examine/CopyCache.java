package io.lastwords.collector.examine;

import io.lastwords.collector.examine.CopyReader.Read;
import io.lastwords.model.memory.Bounded;
import java.util.Map;
import java.util.Optional;

/** What images were seen to hold: an image's files never change. Bounded. Not thread-safe. */
final class CopyCache {
    private static final int MOST = 256;

    /** A file of an image, as it was asked about. */
    record Key(String imageId, String path, String marker, String libraryPath, boolean deep) {}

    private final Map<Key, Read> reads = Bounded.byUse(MOST);

    Optional<Read> get(Key key) {
        return Optional.ofNullable(reads.get(key));
    }

    /** Keeps what was read to its end; what failed may go well the next time. */
    void put(Key key, Read read) {
        if (read.copy().reason() == null) {
            reads.put(key, read);
        }
    }
}
