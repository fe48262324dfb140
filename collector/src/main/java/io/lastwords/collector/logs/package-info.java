/** Reads containers' logs off the engine: every entry once, in order, as far as the engine still has it. */
@NullMarked
package io.lastwords.collector.logs;

import org.jspecify.annotations.NullMarked;
