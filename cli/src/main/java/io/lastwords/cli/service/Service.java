package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;

/** Something that is started, runs until it is closed, and says in one line why if it cannot go on. */
public interface Service extends AutoCloseable {
    /** For the log. */
    String name();

    /** Returns when it does its work. */
    void start() throws Failure, InterruptedException;

    /** Blocks until closed. */
    void awaitEnd() throws Failure, InterruptedException;

    /** Ends it in good order; may be called while it starts, and twice. */
    @Override
    void close();
}
