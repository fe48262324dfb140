package io.lastwords.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt to send went. */
public sealed interface Attempt {
    /**
     * The receiver has it.
     *
     * @param reference what the receiver knows it by; empty where there is nothing
     * @param thread what later notices of the incident hang on; empty where there is nothing
     */
    record Delivered(String reference, String thread) implements Attempt {}

    /**
     * Not now, but it is worth trying again.
     *
     * @param after when the receiver asked for a pause: no message of any incident before that
     * @param reason one line without secrets
     */
    record Later(@Nullable Duration after, String reason) implements Attempt {}

    /**
     * Refused for good.
     *
     * @param reason one line without secrets
     * @param remedy what somebody has to do about it
     */
    record Rejected(String reason, String remedy) implements Attempt {}
}
