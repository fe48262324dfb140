package io.lastwords.collector.logs;

/**
 * Whose log is read.
 *
 * @param autoRemove whether the engine removes it after its run ({@code --rm}): then there is no next run to mistake for
 *     this one, and no second chance
 * @param askAtEnd whether its log may be asked for once its run is over. Of one that removes itself, only where {@link
 *     io.lastwords.collector.engine.Engine#finishRemoval} may follow: an engine that is about to remove a container and
 *     is asked for its log makes the log's file anew, and then cannot remove its folder (20.10: 1 in 60)
 */
public record LoggedContainer(String id, boolean tty, boolean autoRemove, boolean askAtEnd) {}
