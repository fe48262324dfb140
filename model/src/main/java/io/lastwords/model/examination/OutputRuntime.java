package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a program's output and the log: whether a buffer may be lost with it.
 *
 * @param by how it is known, in words
 * @param version {@code 3.11}; null where unknown
 * @param flags the interpreter's own options, masked
 * @param unbufferedBy what takes the buffer away: {@code -u}, {@code PYTHONUNBUFFERED}, {@code stdbuf}; null where
 *     nothing does
 * @param environment names of variables that concern it; never their values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputRuntime(
        Kind kind,
        String by,
        @Nullable String version,
        List<String> flags,
        @Nullable String unbufferedBy,
        List<String> environment) {

    /** Who buffers. */
    public enum Kind {
        /** libc's stdio: 4096 bytes or more where stdout is no terminal. */
        @JsonProperty("stdio")
        STDIO,
        @JsonProperty("python")
        PYTHON,
        /** Rust's stdout: a line at a time. */
        @JsonProperty("rust")
        RUST,
        /** Rust with a BufWriter of its own in its bytes. */
        @JsonProperty("rust-bufwriter")
        RUST_BUFWRITER,
        @JsonProperty("java")
        JAVA,
        @JsonProperty("node")
        NODE,
        /** Go writes at once. */
        @JsonProperty("go")
        GO,
        @JsonProperty("shell")
        SHELL,
        @JsonProperty("ruby")
        RUBY,
        @JsonProperty("perl")
        PERL,
        @JsonProperty("php")
        PHP,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER
    }

    public OutputRuntime {
        kind = kind == null ? Kind.OTHER : kind;
        by = Bounds.text(by, Bounds.WORD);
        version = Bounds.textOrNull(version, Bounds.WORD);
        flags = Bounds.texts(flags, Bounds.FEW, Bounds.WORD);
        unbufferedBy = Bounds.textOrNull(unbufferedBy, Bounds.WORD);
        environment = Bounds.texts(environment, Bounds.FEW, Bounds.WORD);
    }
}
