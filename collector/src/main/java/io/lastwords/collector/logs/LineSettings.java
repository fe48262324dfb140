package io.lastwords.collector.logs;

import io.lastwords.collector.mask.Masker;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a container's lines.
 *
 * @param marker what its program prints on reaching main; null where unknown
 * @param masker takes out its secrets
 * @param logs whether its lines may leave the host ({@code lastwords.logs}); where not, they go without their text:
 *     their stream, time, size and marker are still evidence
 */
public record LineSettings(@Nullable Marker marker, Masker masker, boolean logs) {}
