/** Takes a file's bytes in as they stream by, and holds a bounded part of them. */
@NullMarked
package io.lastwords.collector.examine.bytes;

import org.jspecify.annotations.NullMarked;
