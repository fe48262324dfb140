package io.lastwords.collector.logs;

import java.time.Instant;

/**
 * One journal record about a run's output, ready to be sent: lines, or a gap between lines.
 *
 * @param json a {@code LogChunk} or a {@code Gap} of the journal, at most 900,000 bytes
 * @param time engine time of its last line
 * @param after how far the log is read once this record is committed: goes into the same transaction
 * @param lines how many lines it holds, 0 for a gap
 * @param rawBytes what the program wrote for them, before masking
 * @param last whether there was nothing more: its buffer will speak up again
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Chunk(byte[] json, Instant time, LogPosition after, int lines, long rawBytes, boolean last) {}
