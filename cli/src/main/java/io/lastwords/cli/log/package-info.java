/** Where the log goes: a file, never the terminal. */
@NullMarked
package io.lastwords.cli.log;

import org.jspecify.annotations.NullMarked;
