package io.lastwords.cli.settings;

/**
 * A value as somebody wrote it.
 *
 * @param where for a person: a file with its line, a variable, an option
 */
record Given(String value, String where) {}
