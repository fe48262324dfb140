/** Reads ELF files that may be hostile. */
@NullMarked
package io.lastwords.collector.examine.elf;

import org.jspecify.annotations.NullMarked;
