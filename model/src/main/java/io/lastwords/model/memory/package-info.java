/** What is remembered of what has passed. */
@NullMarked
package io.lastwords.model.memory;

import org.jspecify.annotations.NullMarked;
