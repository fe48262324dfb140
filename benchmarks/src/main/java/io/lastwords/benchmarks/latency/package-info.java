/** From a container's death to those who are to know of it. */
@NullMarked
package io.lastwords.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
