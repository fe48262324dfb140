package io.lastwords.notifier.delivery;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a diagnosis was read, and from where reading must begin again if it is not dealt with.
 *
 * @param catchUp whether it was read in a new receiver's first catch-up, which is begun anew as a whole
 * @param bytes the record's size
 */
record Source(TopicPartition partition, long offset, boolean catchUp, int bytes) {
    /** Where reading must begin again for both, which are of one incident. */
    Source earlier(Source other) {
        return other.offset() < offset ? other : this;
    }
}
