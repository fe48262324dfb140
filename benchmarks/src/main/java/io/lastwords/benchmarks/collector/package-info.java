/** The collector on one container's long log, against curl on the same log. */
@NullMarked
package io.lastwords.benchmarks.collector;

import org.jspecify.annotations.NullMarked;
