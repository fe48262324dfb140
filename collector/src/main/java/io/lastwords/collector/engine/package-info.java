/** One container engine: its connection, its events, and what its inspect says, in the model's words. */
@NullMarked
package io.lastwords.collector.engine;

import org.jspecify.annotations.NullMarked;
