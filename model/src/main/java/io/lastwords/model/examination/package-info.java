/**
 * What was read from a container, its image and its executable: facts, never judgements, so that a cause needs no
 * engine and a replay years later reads the same. Every list and text is bounded; a field that an older writer did not
 * know is read as empty, a word that a newer writer knows as {@code other}.
 */
@NullMarked
package io.lastwords.model.examination;

import org.jspecify.annotations.NullMarked;
