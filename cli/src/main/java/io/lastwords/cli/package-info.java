/** The lastwords command: composes the services and owns the terminal, the environment and the exit status. */
@NullMarked
package io.lastwords.cli;

import org.jspecify.annotations.NullMarked;
