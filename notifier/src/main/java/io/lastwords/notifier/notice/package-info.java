/** A diagnosis as sentences for people, the same in every channel and in the terminal. */
@NullMarked
package io.lastwords.notifier.notice;

import org.jspecify.annotations.NullMarked;
