/** What the user asked for, from the file, the environment and the options. */
@NullMarked
package io.lastwords.cli.settings;

import org.jspecify.annotations.NullMarked;
