package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.List;

/** What a cause, or all of them together, say of facts. */
final class Opinions {
    private Opinions() {}

    static Verdict.Likely likely(Cause cause, FactsBuilder facts) {
        return cause.judge(facts.build(), Epilogue.of(facts.build()))
                .filter(Verdict.Likely.class::isInstance)
                .map(Verdict.Likely.class::cast)
                .orElseThrow(() -> new AssertionError(cause.name().label() + " has no opinion"));
    }

    static boolean silent(Cause cause, FactsBuilder facts) {
        return cause.judge(facts.build(), Epilogue.of(facts.build()))
                .filter(Verdict.Likely.class::isInstance)
                .isEmpty();
    }

    static String ruledOut(Cause cause, FactsBuilder facts) {
        return cause.judge(facts.build(), Epilogue.of(facts.build()))
                .filter(Verdict.RuledOut.class::isInstance)
                .map(verdict -> ((Verdict.RuledOut) verdict).because())
                .orElseThrow(() -> new AssertionError(cause.name().label() + " is not ruled out"));
    }

    /** The first of the ranked causes. */
    static String answer(FactsBuilder facts) {
        return ranked(facts).getFirst().cause();
    }

    static List<Diagnosis.Cause> ranked(FactsBuilder facts) {
        return Causes.all().judge(facts.build()).causes();
    }
}
