/** Takes secrets out of every text before it leaves the host. */
@NullMarked
package io.lastwords.collector.mask;

import org.jspecify.annotations.NullMarked;
