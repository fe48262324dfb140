/** How far something long has come. */
@NullMarked
package io.lastwords.cli.progress;

import org.jspecify.annotations.NullMarked;
