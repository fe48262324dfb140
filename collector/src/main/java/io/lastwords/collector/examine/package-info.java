/** Examines a container, its image and its executable after a suspicious run. */
@NullMarked
package io.lastwords.collector.examine;

import org.jspecify.annotations.NullMarked;
