/** One class for each command, and how the services run together. */
@NullMarked
package io.lastwords.cli.command;

import org.jspecify.annotations.NullMarked;
