package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Spelling;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to complete commands, options and causes. */
@Command(
        name = "completion",
        description = "Print the script by which a shell completes commands, options and causes.",
        footer = {
            "",
            "Now:       source <(./lastwords completion bash)",
            "For good:  ./lastwords completion bash > ~/.local/share/bash-completion/completions/lastwords",
            "In zsh:    source <(./lastwords completion zsh)   # in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Parameters(paramLabel = "SHELL", completionCandidates = Shells.class, description = "bash or zsh.")
    private String shell = "";

    @Spec
    private @Nullable CommandSpec spec;

    private final Context context;

    CompletionCommand(Context context) {
        this.context = context;
    }

    /** Those that can. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }

    @Override
    public Integer call() throws InvalidSettingsException {
        if (!SHELLS.contains(shell)) {
            throw new InvalidSettingsException(List.of(
                    new Problem("completion", "", shell, "cannot be helped" + Spelling.suggestion(shell, SHELLS))));
        }
        // one script for both: in zsh it turns on what understands bash's
        var root = Objects.requireNonNull(spec).root();
        context.out().print(AutoComplete.bash(root.name(), root.commandLine()));
        context.out().flush();
        return 0;
    }
}
