package io.lastwords.analyzer.cause;

import java.util.List;

/** What a cause says of the facts. */
public sealed interface Verdict {

    /**
     * It may be this.
     *
     * @param confidence the probability, 0 to 1
     * @param summary one sentence, true of this container
     * @param evidence what was seen, a sentence each, never empty
     * @param fix commands or edits with this container's real names
     */
    record Likely(double confidence, String summary, List<String> evidence, List<String> fix) implements Verdict {
        public Likely {
            evidence = List.copyOf(evidence);
            fix = List.copyOf(fix);
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence is a probability: " + confidence);
            }
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("no claim without evidence: " + summary);
            }
        }
    }

    /** A person would check this, and it is not it. */
    record RuledOut(String because) implements Verdict {}
}
