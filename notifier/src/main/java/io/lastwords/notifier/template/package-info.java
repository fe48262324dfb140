/** Notices in the user's own words: templates that are checked when they are read, so that none fails at night. */
@NullMarked
package io.lastwords.notifier.template;

import org.jspecify.annotations.NullMarked;
