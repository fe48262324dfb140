/** When what was said is committed, and so can be read. */
@NullMarked
package io.lastwords.analyzer.commit;

import org.jspecify.annotations.NullMarked;
