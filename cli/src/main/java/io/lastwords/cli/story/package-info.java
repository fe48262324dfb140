/** One incident's whole story, put together from what several topics have of it. */
@NullMarked
package io.lastwords.cli.story;

import org.jspecify.annotations.NullMarked;
