package io.lastwords.analyzer.cause;

/**
 * Whether the user's own program said anything in the last run whose output is known, or only the scripts before it: a
 * line is a script's where its text has it, variables aside.
 */
enum OwnWords {
    /** Not one byte came. */
    SILENT,
    /** All that came is in the text of the scripts that run before it. */
    ONLY_SCRIPTS,
    /** It said something. */
    SPOKE,
    /** Not all of the output is known, or not all of it is still at hand. */
    UNKNOWN;

    /** Neither a word of its own. */
    boolean mute() {
        return this == SILENT || this == ONLY_SCRIPTS;
    }

    static OwnWords of(Facts facts) {
        return facts.lastRead().map(run -> of(facts, run)).orElse(UNKNOWN);
    }

    private static OwnWords of(Facts facts, RunFacts run) {
        if (run.stdoutBytes() + run.stderrBytes() == 0) {
            return run.log() == RunFacts.Log.COMPLETE ? SILENT : UNKNOWN;
        }
        var scripts = ScriptLines.of(Program.before(facts));
        boolean whole = run.lines() <= run.lastLines().size();
        if (!scripts.isEmpty() && run.lastLines().stream().allMatch(line -> scripts.has(line.text()))) {
            return whole && run.log() == RunFacts.Log.COMPLETE ? ONLY_SCRIPTS : UNKNOWN;
        }
        return facts.examined() == null ? UNKNOWN : SPOKE;
    }
}
