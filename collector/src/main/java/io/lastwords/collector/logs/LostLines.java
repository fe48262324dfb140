package io.lastwords.collector.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were written, or may have been, and that nobody can read any more.
 *
 * @param from the last thing read before them; null where nothing was
 * @param to the first thing read after them
 * @param bytes how many bytes of output are missing, where that can be known
 * @param reason why, for a person
 */
public record LostLines(
        @Nullable Instant from, Instant to, @Nullable Long bytes, String reason) {}
