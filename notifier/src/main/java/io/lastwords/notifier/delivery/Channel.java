package io.lastwords.notifier.delivery;

import java.time.Duration;

/**
 * One way to tell people. One thread calls it, and it must answer within a minute whatever the other side does, since
 * the caller's membership in its consumer group depends on it.
 */
public interface Channel {
    /** Tries once; expected failures are answers, not exceptions. */
    Attempt send(Message message) throws InterruptedException;

    /** What goes with a notice and is too slow to wait for, once it is recorded that the notice is there. */
    default void afterwards(Message message, Attempt.Delivered delivered) throws InterruptedException {}

    /** Whether people read it, whom one notice of many incidents serves better than many; a program wants each alone. */
    default boolean isForPeople() {
        return true;
    }

    /** The time between two messages that the receiver asks its clients to keep. */
    Duration pace();
}
