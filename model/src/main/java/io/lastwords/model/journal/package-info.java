/** What a collector saw, in order: the events of {@code lastwords.journal}. */
@NullMarked
package io.lastwords.model.journal;

import org.jspecify.annotations.NullMarked;
