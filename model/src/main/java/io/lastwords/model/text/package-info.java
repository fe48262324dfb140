/** What every stage does with text that others wrote. */
@NullMarked
package io.lastwords.model.text;

import org.jspecify.annotations.NullMarked;
