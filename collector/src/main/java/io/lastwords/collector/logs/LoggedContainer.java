package io.lastwords.collector.logs;

/**
 * Whose log is read.
 *
 * @param autoRemove whether the engine removes it after its run ({@code --rm}): then there is no next run to mistake for
 *     this one, and no second chance
 */
public record LoggedContainer(String id, boolean tty, boolean autoRemove) {}
