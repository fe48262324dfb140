package io.lastwords.collector.journal;

import java.time.Instant;

/** Every event of the engine up to this one is dealt with. */
public record EventMark(Instant time, String event) {}
