package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code manual}: the help of every command as pages for {@code man}. */
@Command(
        name = "manual",
        description = "Write a page for man of each command.",
        footer = {"", "Like:  ./lastwords manual ~/.local/share/man/man1 && man lastwords-incidents"})
final class ManualCommand implements Callable<Integer> {
    private static final int UNBROKEN = 10_000;

    @Parameters(paramLabel = "DIR", description = "Where to write them; it is made where it is not there.")
    private Path folder = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    private final Context context;

    ManualCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Failure {
        int written;
        try {
            Files.createDirectories(folder);
            var root = Objects.requireNonNull(spec).root().commandLine();
            root.setUsageHelpWidth(UNBROKEN); // man breaks the lines
            written = write(root);
        } catch (IOException e) {
            throw new Failure("cannot write the pages to " + folder + ": " + e, e);
        }
        context.out().println("wrote " + written + " pages to " + folder);
        return 0;
    }

    private int write(CommandLine command) throws IOException {
        Files.writeString(folder.resolve(ManualPage.file(command)), ManualPage.of(command, Version.own()));
        int written = 1;
        for (var sub : command.getSubcommands().values()) {
            written += write(sub);
        }
        return written;
    }
}
