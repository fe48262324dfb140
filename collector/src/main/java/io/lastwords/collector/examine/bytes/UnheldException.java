package io.lastwords.collector.examine.bytes;

/** Bytes were asked for that the file does not have, or that were not kept. */
public final class UnheldException extends Exception {
    private static final long serialVersionUID = 1L;

    UnheldException(long offset, long length, long size) {
        super(
                offset < 0 || offset > size - length
                        ? "bytes " + Long.toUnsignedString(offset) + " to " + Long.toUnsignedString(offset + length)
                                + " lie beyond the end of the file"
                        : "bytes " + offset + " to " + (offset + length) + " were not kept");
    }

    /** Of hostile files there are many, and nobody looks at the trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
