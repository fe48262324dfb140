package io.lastwords.collector.examine.program;

import java.util.Set;

/** Words with which a shell does something itself. */
final class Builtins {
    private static final Set<String> WORDS = Set.of(
            ".",
            ":",
            "[",
            "alias",
            "bg",
            "break",
            "case",
            "cd",
            "continue",
            "do",
            "done",
            "echo",
            "elif",
            "else",
            "esac",
            "eval",
            "exit",
            "export",
            "false",
            "fg",
            "fi",
            "for",
            "function",
            "hash",
            "if",
            "jobs",
            "kill",
            "local",
            "printf",
            "pwd",
            "read",
            "return",
            "set",
            "shift",
            "source",
            "test",
            "then",
            "times",
            "trap",
            "true",
            "type",
            "ulimit",
            "umask",
            "unset",
            "until",
            "wait",
            "while",
            "{",
            "}",
            "!",
            "[[",
            "(",
            ")");

    private Builtins() {}

    static boolean has(String word) {
        return WORDS.contains(word);
    }
}
