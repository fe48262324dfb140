package io.lastwords.model.journal;

import java.time.Instant;

/** An event of a type that a newer collector writes: its time counts, its content is left alone. */
public record UnknownEvent(int schema, Origin origin, Instant time) implements JournalEvent {}
