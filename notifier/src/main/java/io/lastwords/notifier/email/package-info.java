/** Notices by mail, over SMTP: text and HTML, one thread per incident. */
@NullMarked
package io.lastwords.notifier.email;

import org.jspecify.annotations.NullMarked;
