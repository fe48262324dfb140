package io.lastwords.collector.engine;

/**
 * Which engine it is.
 *
 * @param id the engine's own ID, which stays the same over restarts
 * @param name the host's name, as the engine says
 * @param architecture {@code x86_64}
 */
public record EngineIdentity(String id, String name, String architecture) {}
