/** The causes: pure opinions over facts. No I/O, no clock, no logging. */
@NullMarked
package io.lastwords.analyzer.cause;

import org.jspecify.annotations.NullMarked;
