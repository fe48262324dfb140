package io.lastwords.collector.logs;

/** Which way a local engine's logs are read. */
public enum LogAccess {
    /** Through the engine's interface. */
    API,
    /** From json-file's files; where that cannot be, through the interface, with a complaint. */
    FILE,
    /** From the files where that can be, else through the interface. */
    AUTO
}
