package io.lastwords.collector.examine.program;

import java.util.List;

/** An interpreter's own options. */
public final class InterpreterFlags {
    private InterpreterFlags() {}

    /** Those that stand before the file it runs. */
    public static List<String> of(String name, List<String> words) {
        return Interpreters.flags(name, words);
    }
}
