package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.Optional;

/**
 * One possible explanation. Pure: the same facts give the same verdict, at any time and anywhere. An empty result
 * means 'not mine': nothing argues for it, and nobody would ask about it.
 */
public interface Cause {
    CauseName name();

    /** What this cause says of a container, for the table of causes in the docs. */
    String says();

    /** On which facts it speaks, for the same table. */
    String when();

    /**
     * What it says of these facts.
     *
     * @param epilogue the words that the last run ended with, weighed once for all causes
     */
    Optional<Verdict> judge(Facts facts, Epilogue epilogue);

    /**
     * Whether this cause is said in general terms, so that a more specific one that also holds takes its place at the
     * top ('an error nobody caught' against 'the address is in use').
     */
    default boolean general() {
        return false;
    }
}
