/** What a JVM does once, as its ahead-of-time cache is made, to know it when it starts. */
@NullMarked
package io.lastwords.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
