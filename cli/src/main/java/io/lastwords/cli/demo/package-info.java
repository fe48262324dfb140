/** Recorded containers, and how they go through the pipe as if they lived. */
@NullMarked
package io.lastwords.cli.demo;

import org.jspecify.annotations.NullMarked;
