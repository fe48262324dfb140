/** One HTTP exchange with a receiver's server, whatever that does. */
@NullMarked
package io.lastwords.notifier.http;

import org.jspecify.annotations.NullMarked;
