/** Where the log goes: a file; the terminal gets a line where a service warns. */
@NullMarked
package io.lastwords.cli.log;

import org.jspecify.annotations.NullMarked;
