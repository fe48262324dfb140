/** A program that takes notices as JSON. */
@NullMarked
package io.lastwords.notifier.webhook;

import org.jspecify.annotations.NullMarked;
