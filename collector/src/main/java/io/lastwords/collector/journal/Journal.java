package io.lastwords.collector.journal;

/**
 * The way into {@code lastwords.journal}, in the order of the calls. Whatever is handed over is written exactly once,
 * however often Kafka or this process fails; while Kafka takes nothing, the callers wait.
 */
public interface Journal {
    /** Hands over an entry; waits, for as long as it takes, while too much is under way. */
    void append(Entry entry) throws InterruptedException;

    /** Says that a run's lines can be taken. Never waits: the lines' own buffer is bounded. */
    void ready(RunFeed feed);

    /** Says that lines need room soon. Never waits. */
    void hurry();

    /** Says how far events are dealt with: with all that was appended before. Never waits. */
    void mark(EventMark mark);
}
