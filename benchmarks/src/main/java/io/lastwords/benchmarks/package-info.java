/** How fast Lastwords is, as ratios to a limit measured in the same run. */
@NullMarked
package io.lastwords.benchmarks;

import org.jspecify.annotations.NullMarked;
