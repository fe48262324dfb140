package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program of the chain that a container runs.
 *
 * @param words its command line, masked, itself first
 * @param given as the command line, the shebang or the script names it
 * @param path absolute, found along PATH and from the working directory, links not followed: the key of its {@link
 *     ExaminedFile}. Where it was not found: the path that was asked for, or the bare name that no folder of PATH has
 * @param resolved where the links lead; null where nothing is there
 * @param by what names this step: {@code command}, {@code wrapper}, {@code shebang}, {@code exec}, {@code arguments},
 *     {@code shell} (a plain command that a shell or a script runs as its last), {@code engine} (its own init)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandStep(
        Kind kind,
        List<String> words,
        String given,
        String path,
        @Nullable String resolved,
        String by) {

    /** What a program is in the chain. */
    public enum Kind {
        /** Only runs something else: tini, dumb-init, gosu, su-exec, setpriv, env, nohup, nice, exec. */
        @JsonProperty("wrapper")
        WRAPPER,
        /** A shell that was given a command line or a script. */
        @JsonProperty("shell")
        SHELL,
        /** A shell script. */
        @JsonProperty("script")
        SCRIPT,
        /** python, node, java, ruby, perl, php: runs the user's file. */
        @JsonProperty("interpreter")
        INTERPRETER,
        /** A file that an interpreter was given. */
        @JsonProperty("source")
        SOURCE,
        /** A program of its own. */
        @JsonProperty("program")
        PROGRAM,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER
    }

    public CommandStep {
        words = Bounds.words(words);
        given = Bounds.text(given, Bounds.WORD);
        path = Bounds.text(path, Bounds.WORD);
        resolved = Bounds.textOrNull(resolved, Bounds.WORD);
        by = Bounds.text(by, Bounds.WORD);
    }
}
