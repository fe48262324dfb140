/** The way into Kafka: records and positions in one transaction, each exactly once. */
@NullMarked
package io.lastwords.collector.journal;

import org.jspecify.annotations.NullMarked;
