/** The analyzer on a mixed journal, against a bare consumer of the same topic. */
@NullMarked
package io.lastwords.benchmarks.analyzer;

import org.jspecify.annotations.NullMarked;
