/** The pure core: one workload's state, one journal event, and what follows from it. Event time only. */
@NullMarked
package io.lastwords.analyzer.core;

import org.jspecify.annotations.NullMarked;
