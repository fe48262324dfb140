/** Which receivers are told of what. */
@NullMarked
package io.lastwords.notifier.route;

import org.jspecify.annotations.NullMarked;
