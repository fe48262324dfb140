/** Files of a container or an image, looked up without changing anything. */
@NullMarked
package io.lastwords.collector.examine.files;

import org.jspecify.annotations.NullMarked;
