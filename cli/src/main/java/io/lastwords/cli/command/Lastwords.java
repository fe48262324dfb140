package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.settings.InvalidSettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command with its sub-commands, and what becomes of their exceptions: a line for the user and an exit status. */
@Command(
        name = "lastwords",
        description = "Tells you why your containers die, even when they die without a word.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 well, 1 it failed, 2 wrong usage or settings."})
public final class Lastwords {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Context context;

    public Lastwords(Context context) {
        this.context = context;
    }

    /** Runs one command and returns the exit status. */
    public int run(String... arguments) {
        var config = new CommandLine(new Config());
        config.addSubcommand(new ConfigCommand(context));
        var command = new CommandLine(this);
        command.addSubcommand(new WatchCommand(context));
        command.addSubcommand(new DemoCommand(context));
        command.addSubcommand(new CollectCommand(context));
        command.addSubcommand(new AnalyzeCommand(context));
        command.addSubcommand(new NotifyCommand(context));
        command.addSubcommand(new AutopsyCommand(context));
        command.addSubcommand(new IncidentsCommand(context));
        command.addSubcommand(new ReplayCommand(context));
        command.addSubcommand(new ExportCommand(context));
        command.addSubcommand(SilenceCommand.withCommands(context));
        command.addSubcommand(new TopicsCommand(context));
        command.addSubcommand(config);
        command.addSubcommand(new CompletionCommand(context));
        command.addSubcommand(new ManualCommand(context));
        return prepare(command).execute(arguments);
    }

    /** Shows the commands of a group. */
    @Command(name = "config", description = "Work with the settings.", synopsisSubcommandLabel = "COMMAND")
    static final class Config {}

    private CommandLine prepare(CommandLine command) {
        everywhere(command);
        command.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        command.setColorScheme(Help.defaultColorScheme(context.screen().colour() ? Help.Ansi.ON : Help.Ansi.OFF));
        command.setParameterExceptionHandler((e, arguments) -> {
            var name = e.getCommandLine().getCommandSpec().qualifiedName();
            context.say("lastwords: " + firstLine(e.getMessage()) + " (see " + name + " --help)");
            return WRONG_USAGE;
        });
        command.setExecutionExceptionHandler((e, failed, parsed) -> failed(e));
        return command;
    }

    /** --help and --version wherever one may look for them. */
    private static void everywhere(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new Version());
        command.getCommandSpec().usageMessage().width(96).autoWidth(false);
        command.getSubcommands().values().forEach(Lastwords::everywhere);
    }

    private int failed(Exception e) {
        return switch (e) {
            case InvalidSettingsException invalid -> {
                invalid.problems().forEach(problem -> context.say("lastwords: " + problem));
                yield WRONG_USAGE;
            }
            case Failure failure -> {
                context.say("lastwords: " + firstLine(failure.getMessage()));
                yield FAILED;
            }
            case Exception bug -> {
                var log = LogFile.current();
                LoggerFactory.getLogger(Lastwords.class).atError().setCause(bug).log("unexpected");
                context.say(
                        "lastwords: unexpected: " + firstLine(bug.toString()) + " (the whole story is in " + log + ")");
                yield FAILED;
            }
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
