/** Notices in Slack, by incoming webhook, in Block Kit. */
@NullMarked
package io.lastwords.notifier.slack;

import org.jspecify.annotations.NullMarked;
