/** From {@code lastwords.diagnoses} to a receiver and into {@code lastwords.deliveries}, losing and doubling nothing. */
@NullMarked
package io.lastwords.notifier.delivery;

import org.jspecify.annotations.NullMarked;
