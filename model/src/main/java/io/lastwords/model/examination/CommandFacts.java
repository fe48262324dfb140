package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a container really runs. Every word is masked.
 *
 * @param entrypoint as the container has it, null where it has none
 * @param command as the container has it, null where it has none
 * @param workingDir absolute, {@code /} where none is set
 * @param user empty for root
 * @param searchPath PATH's folders in order
 * @param steps each program that runs or hands over to the next: wrappers, scripts and their interpreters, the program;
 *     in the order in which they take over
 * @param executable which of the steps is the user's program, or the file that the interpreter was given; -1 where the
 *     chain does not show it
 * @param open why the chain could not be followed to its end, null where it was
 */
public record CommandFacts(
        @Nullable List<String> entrypoint,
        @Nullable List<String> command,
        String workingDir,
        String user,
        List<String> searchPath,
        List<CommandStep> steps,
        int executable,
        @Nullable String open) {
    public CommandFacts {
        entrypoint = Bounds.wordsOrNull(entrypoint);
        command = Bounds.wordsOrNull(command);
        workingDir = Bounds.text(workingDir, Bounds.WORD);
        user = Bounds.text(user, Bounds.WORD);
        searchPath = Bounds.texts(searchPath, 32, Bounds.WORD);
        steps = Bounds.list(steps, Bounds.FEW);
        executable = executable < steps.size() ? Math.max(executable, -1) : -1;
        open = Bounds.textOrNull(open, Bounds.WORD);
    }

    /** The user's program. */
    @JsonIgnore
    public Optional<CommandStep> executableStep() {
        return executable < 0 ? Optional.empty() : Optional.of(steps.get(executable));
    }

    /** What stands before the user's program, all steps where it is not known. */
    @JsonIgnore
    public List<CommandStep> before() {
        return executable < 0 ? steps : steps.subList(0, executable);
    }
}
