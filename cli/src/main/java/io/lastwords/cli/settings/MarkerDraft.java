package io.lastwords.cli.settings;

import org.jspecify.annotations.Nullable;

/** A marker rule as the file has it. */
record MarkerDraft(
        @Nullable Given name,
        @Nullable Given image,
        @Nullable Given marker,
        String where) {}
