package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether something is at a path, links followed. */
public enum Existence {
    /** A regular file. */
    @JsonProperty("file")
    FILE,
    @JsonProperty("missing")
    MISSING,
    @JsonProperty("directory")
    DIRECTORY,
    /** A FIFO, a device, a socket. */
    @JsonProperty("special")
    SPECIAL,
    /** Links that lead in a circle, or through too many. */
    @JsonProperty("link-loop")
    LINK_LOOP,
    /** Something may be there, and could not be looked at. */
    @JsonEnumDefaultValue
    @JsonProperty("unreadable")
    UNREADABLE
}
