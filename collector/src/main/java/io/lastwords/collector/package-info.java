/** Sees every container of one engine and writes what it sees into the journal. */
@NullMarked
package io.lastwords.collector;

import org.jspecify.annotations.NullMarked;
