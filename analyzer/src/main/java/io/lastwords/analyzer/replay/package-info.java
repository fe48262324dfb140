/** The journal's past, lived again: the same core, with no Kafka Streams, no topic and no clock. */
@NullMarked
package io.lastwords.analyzer.replay;

import org.jspecify.annotations.NullMarked;
