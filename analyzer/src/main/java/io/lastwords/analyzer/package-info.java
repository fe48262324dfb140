/** The analyzer: a Kafka Streams topology over a pure core, from the journal to run reports and diagnoses. */
@NullMarked
package io.lastwords.analyzer;

import org.jspecify.annotations.NullMarked;
