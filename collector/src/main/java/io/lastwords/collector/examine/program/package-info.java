/** Follows a command to the program that it really runs. */
@NullMarked
package io.lastwords.collector.examine.program;

import org.jspecify.annotations.NullMarked;
