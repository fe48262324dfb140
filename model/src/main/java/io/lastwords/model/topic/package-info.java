/** The topics, their names, and how values become bytes. */
@NullMarked
package io.lastwords.model.topic;

import org.jspecify.annotations.NullMarked;
