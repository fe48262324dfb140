package io.lastwords.collector.logs;

/** Takes what a run wrote, in order. */
interface LineSink {
    /**
     * @param line valid during the call only
     * @param after how far the log is given out once this line is
     * @throws BufferClosedException where nothing is taken any more
     */
    void line(Line line, Progress after) throws BufferClosedException, InterruptedException;

    /** Lines are missing here. */
    void gap(LostLines lost, Progress after) throws BufferClosedException, InterruptedException;
}
