/** Several notifiers share the receivers: each receiver is served by one of them at a time. */
@NullMarked
package io.lastwords.notifier.share;

import org.jspecify.annotations.NullMarked;
