/** The past, diagnosed again: from the topics or from recordings, shown or compared with what was said then. */
@NullMarked
package io.lastwords.cli.replay;

import org.jspecify.annotations.NullMarked;
