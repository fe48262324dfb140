/** How a command says that something went wrong which the user can mend. */
@NullMarked
package io.lastwords.cli.failure;

import org.jspecify.annotations.NullMarked;
