package io.lastwords.e2e.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** The clock of some processes and their successors, which a test sets while they run; how long things take stays true. */
public final class SetClock {
    /** Further than a broker lets a record's time be ahead of its own; no test takes so long. */
    private static final Duration STEP = Duration.ofHours(2);

    private static final String LIBRARY = "libsetclock";

    private final Path folder;
    private final Path offset;
    private Duration ahead = Duration.ZERO;

    /**
     * As right as the machine's, for now.
     *
     * @param folder a new one, where it keeps how far it is ahead
     */
    public SetClock(Path folder) {
        this.folder = folder;
        offset = folder.resolve("ahead");
        var source = LIBRARY + ".c";
        try (var in = SetClock.class.getResourceAsStream(source)) {
            Files.createDirectories(folder);
            Files.copy(Objects.requireNonNull(in, source), folder.resolve(source));
            Programs.compile(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write();
    }

    /** For a process that is to go by it. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", folder.resolve(LIBRARY + ".so").toString(),
                "SET_CLOCK_FILE", offset.toString());
    }

    /** Sets it hours ahead, or more hours, at once. */
    public void forward() {
        ahead = ahead.plus(STEP);
        write();
    }

    /** When it was by the machine's clock, as told by one that may have been set. */
    public static Instant right(Instant told) {
        var now = Instant.now().plus(Duration.ofMinutes(1));
        var time = told;
        while (time.isAfter(now)) {
            time = time.minus(STEP);
        }
        return time;
    }

    private void write() {
        var seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(ahead.toSeconds())
                .flip();
        try (var file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
