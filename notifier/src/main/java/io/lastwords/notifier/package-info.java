/** Tells people: one notice when an incident opens, one when its cause changes, one when it resolves. */
@NullMarked
package io.lastwords.notifier;

import org.jspecify.annotations.NullMarked;
