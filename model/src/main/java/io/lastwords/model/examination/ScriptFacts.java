package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script says. Read by its text, never run: what a shell would do with variables and conditions is not known.
 *
 * @param firstLine as it is, a carriage return shown as {@code \r}
 * @param interpreter the shebang's path without a carriage return; null where there is no shebang
 * @param interpreterWords the words after it; for {@code env} the first that is no option is the program
 * @param interpreterExistence whether the interpreter (for {@code env} the program it names) is there; null where it
 *     was not looked for
 * @param byteOrderMark whether one stands before the shebang: the kernel then sees no shebang
 * @param crlfFirst whether the first line ends with CR LF
 * @param crlfLines how many lines do
 * @param lines how many there are
 * @param exec whether a line begins with {@code exec}
 * @param execLine the last such line, masked; null where there is none
 * @param passesArguments {@code "$@"}, {@code $@}, {@code "$*"} or {@code $*} where a command line uses them; null where
 *     none does
 * @param lastLine the last line that is no comment, no blank, and no end of a block; masked
 * @param background whether the last command ends with {@code &}
 * @param waits whether the script waits for its children, by the builtin of that name
 * @param daemons commands that go to the background by themselves: {@code service nginx start}, {@code nginx} with
 *     nothing that keeps it in the foreground; masked
 * @param text masked, cut to 8 KiB; empty where another copy of the same bytes has it
 * @param cut whether the script is longer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScriptFacts(
        String firstLine,
        @Nullable String interpreter,
        List<String> interpreterWords,
        @Nullable Existence interpreterExistence,
        boolean byteOrderMark,
        boolean crlfFirst,
        int crlfLines,
        int lines,
        boolean exec,
        @Nullable String execLine,
        @Nullable String passesArguments,
        @Nullable String lastLine,
        boolean background,
        boolean waits,
        List<String> daemons,
        String text,
        boolean cut) {
    public ScriptFacts {
        firstLine = Bounds.text(firstLine, Bounds.WORD);
        interpreter = Bounds.textOrNull(interpreter, Bounds.WORD);
        interpreterWords = Bounds.texts(interpreterWords, 8, Bounds.WORD);
        execLine = Bounds.textOrNull(execLine, Bounds.WORD);
        passesArguments = Bounds.textOrNull(passesArguments, Bounds.WORD);
        lastLine = Bounds.textOrNull(lastLine, Bounds.WORD);
        daemons = Bounds.texts(daemons, 8, Bounds.WORD);
        text = Bounds.text(text, Bounds.TEXT);
    }

    /** Whether it hands over to the command that it was given. */
    @JsonIgnore
    public boolean execsItsArguments() {
        return execLine != null && (execLine.contains("$@") || execLine.contains("$*"));
    }

    /** The same without the text. */
    public ScriptFacts withoutText() {
        return new ScriptFacts(
                firstLine,
                interpreter,
                interpreterWords,
                interpreterExistence,
                byteOrderMark,
                crlfFirst,
                crlfLines,
                lines,
                exec,
                execLine,
                passesArguments,
                lastLine,
                background,
                waits,
                daemons,
                "",
                cut);
    }
}
