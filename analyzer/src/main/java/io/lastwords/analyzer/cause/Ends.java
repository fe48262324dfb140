package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Symptom;
import java.util.List;
import java.util.regex.Pattern;

/** The kinds of ends at which a person asks for particular causes. */
final class Ends {
    /** The kernel knows no way to run the file. */
    static final Pattern FORMAT = Pattern.compile("[Ee]xec(?:utable)? format error|cannot execute binary file");

    /** The kernel found the file and not what it needs to run it. */
    static final Pattern NO_SUCH =
            Pattern.compile("exec [^:]+: no such file or directory|: not found$|: No such file or directory$"
                    + "|required file not found|bad interpreter");

    private static final List<Cause> OUTSIDE = List.of(
            new PortTakenOnHost(),
            new OutOfMemory(),
            new AddressInUse(),
            new MissingConfiguration(),
            new DependencyUnreachable(),
            new PermissionDenied(),
            new DiskFull());

    private Ends() {}

    /**
     * It ended at once, again and again or without ever printing its marker, and no code or word says why: with 0, or
     * with another code and without a word of its own.
     */
    static boolean quietly(Facts facts) {
        boolean often = facts.has(Symptom.RESTART_LOOP) || facts.has(Symptom.MARKER_MISSING);
        return often
                && facts.has(Symptom.SHORT_RUN)
                && facts.lastRun()
                        .filter(run -> run.exitCode() == 0 || mutely(facts, run))
                        .isPresent();
    }

    private static boolean mutely(Facts facts, RunFacts run) {
        return run.signal() == 0
                && run.exitCode() != 126
                && run.exitCode() != 127
                && OwnWords.of(facts).mute();
    }

    /** It was to run and could not, as far as the code tells: 126, 127, a refused start. */
    static boolean neverRan(Facts facts) {
        return facts.failedStart() != null
                || facts.lastRun()
                        .filter(run -> run.exitCode() == 126 || run.exitCode() == 127)
                        .isPresent();
    }

    static boolean nonZero(Facts facts) {
        return facts.lastRun().filter(run -> run.exitCode() != 0).isPresent();
    }

    /** Whether the engine's error or the last words have this. */
    static boolean says(Facts facts, Epilogue epilogue, Pattern words) {
        var failed = facts.failedStart();
        return failed != null ? words.matcher(failed.error()).find() : epilogue.has(words);
    }

    /** Whether something outside of the program's bytes explains the end well, so that other bytes would not mend it. */
    static boolean fromOutside(Facts facts, Epilogue epilogue) {
        return OUTSIDE.stream()
                .flatMap(cause -> cause.judge(facts, epilogue).stream())
                .anyMatch(verdict -> verdict instanceof Verdict.Likely likely && likely.confidence() >= 0.6);
    }

    /** {@code exit code 0 after 21 ms}, or the engine's refusal. */
    static String words(Facts facts) {
        var failed = facts.failedStart();
        if (failed != null) {
            return "the engine refused the start with exit code " + failed.exitCode();
        }
        return facts.lastRun()
                .map(run -> "exit code " + run.exitCode() + " after " + run.durationMillis() + " ms")
                .orElse("it has not run");
    }

    /** What a claim that rests on missing output is worth, given how far the output is known. */
    static double outputKnown(Facts facts, List<String> evidence) {
        return switch (facts.lastRun().map(RunFacts::log).orElse(RunFacts.Log.COMPLETE)) {
            case COMPLETE -> 1;
            case READING -> {
                evidence.add("its output is still being read");
                yield 0.85;
            }
            case INCOMPLETE -> {
                evidence.add("a part of its output is not known, so that what is missing in it proves less");
                yield 0.7;
            }
        };
    }
}
