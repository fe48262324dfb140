/** Figures and health for those who look from outside. */
@NullMarked
package io.lastwords.cli.observe;

import org.jspecify.annotations.NullMarked;
