package io.lastwords.model.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One line, or one part of a line that is too long for one record.
 *
 * @param stream stdout or stderr; a terminal's output is all stdout
 * @param time when the engine took the line
 * @param text the line without its newline where it is UTF-8, else null
 * @param base64 the line's bytes where they are not UTF-8, else null
 * @param bytes how many bytes the program wrote for it, its newline included, before masking
 * @param unterminated true where no newline followed: the last thing written before the end, or a part with more to
 *     come
 * @param more true where the next line of the same stream goes on with this one
 * @param marker true where the workload's marker is in this line
 */
public record LogLine(
        Stream stream,
        Instant time,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String base64,
        int bytes,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unterminated,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean more,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean marker) {

    /** Where a program wrote a line to. */
    public enum Stream {
        @JsonProperty("stdout")
        STDOUT,
        @JsonProperty("stderr")
        STDERR;

        /** The engine's and the contract's word for it. */
        public String label() {
            return this == STDOUT ? "stdout" : "stderr";
        }
    }

    public LogLine {
        if ((text == null) == (base64 == null)) {
            throw new IllegalArgumentException("a line has either text or base64");
        }
        if (base64 != null) {
            Base64.getDecoder().decode(base64); // refuses what is none
        }
    }

    /** The line as a person would read it: bytes that are no text become U+FFFD. */
    @JsonIgnore
    public String readable() {
        if (text != null) {
            return text;
        }
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
