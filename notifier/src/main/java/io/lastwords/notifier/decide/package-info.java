/** Whether a diagnosis is worth a notice, and when: pure decisions with named reasons. */
@NullMarked
package io.lastwords.notifier.decide;

import org.jspecify.annotations.NullMarked;
