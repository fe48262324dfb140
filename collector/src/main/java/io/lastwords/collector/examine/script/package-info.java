/** Reads scripts by their text. */
@NullMarked
package io.lastwords.collector.examine.script;

import org.jspecify.annotations.NullMarked;
