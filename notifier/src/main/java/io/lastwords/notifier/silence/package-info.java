/** What somebody wants to hear nothing of. */
@NullMarked
package io.lastwords.notifier.silence;

import org.jspecify.annotations.NullMarked;
