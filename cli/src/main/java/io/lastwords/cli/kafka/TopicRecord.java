package io.lastwords.cli.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param key empty where there is none
 * @param value null for a tombstone, which says nothing; do not change it
 * @param appended when the topic took it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record TopicRecord(String key, byte @Nullable [] value, Instant appended, int partition, long offset) {}
