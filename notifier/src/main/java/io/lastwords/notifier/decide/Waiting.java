package io.lastwords.notifier.decide;

import io.lastwords.model.diagnosis.Diagnosis;

/**
 * The revision of an incident that is held back, or whose sending has been decided and has not succeeded yet.
 *
 * @param since when the first revision of this notice was seen, on the monotonic clock, in nanoseconds
 * @param decided whether it is to be sent, as opposed to held
 */
public record Waiting(Diagnosis diagnosis, long since, boolean decided) {}
