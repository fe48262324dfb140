/** How long it takes from the command to watching. */
@NullMarked
package io.lastwords.benchmarks.start;

import org.jspecify.annotations.NullMarked;
