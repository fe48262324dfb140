/** Recordings: a workload's journal as one file, which anybody can replay. Documented in docs/recordings.md. */
@NullMarked
package io.lastwords.cli.recording;

import org.jspecify.annotations.NullMarked;
