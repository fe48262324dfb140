/** The Kafka inside the process, and the topics wherever they are. */
@NullMarked
package io.lastwords.cli.kafka;

import org.jspecify.annotations.NullMarked;
