/** Diagnoses as a person reads them in a terminal. */
@NullMarked
package io.lastwords.cli.terminal;

import org.jspecify.annotations.NullMarked;
