/** Which diagnoses a route or a silence is for. */
@NullMarked
package io.lastwords.notifier.match;

import org.jspecify.annotations.NullMarked;
