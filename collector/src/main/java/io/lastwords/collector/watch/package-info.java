/** Watches containers: turns an engine's events, inspects and logs into the journal's records. */
@NullMarked
package io.lastwords.collector.watch;

import org.jspecify.annotations.NullMarked;
