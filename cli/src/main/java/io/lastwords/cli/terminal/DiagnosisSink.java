package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;

/** What becomes of the diagnoses that a {@link DiagnosisFeed} reads; called from its one thread. */
public interface DiagnosisSink {
    /** The next revision of some incident. */
    void accept(Diagnosis diagnosis);

    /**
     * Some time has passed: called a few times a second, whether or not something came.
     *
     * @param connected whether there is a connection to any broker
     */
    void tick(boolean connected);

    /** Nothing more comes. */
    void end();

    /** How much was shown so far; for any thread. */
    int printed();
}
