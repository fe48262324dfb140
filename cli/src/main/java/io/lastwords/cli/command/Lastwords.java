package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.log.LogFile;
import io.lastwords.cli.settings.InvalidSettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

    /** They tell of all the others. */
    private static final Set<String> NEED_ALL = Set.of("completion", "manual");

    private final Context context;

    public Lastwords(Context context) {
        this.context = context;
    }

    /** Runs one command and returns the exit status. */
    public int run(String... arguments) {
        var all = commands();
        var command = new CommandLine(this);
        var first = arguments.length == 0 ? "" : arguments[0];
        if (all.containsKey(first) && !NEED_ALL.contains(first)) {
            all.keySet().retainAll(Set.of(first));
        }
        all.forEach((name, made) -> command.addSubcommand(name, made.get()));
        return prepare(command).execute(arguments);
    }

    /** In the order of the help. To make all of them takes longer than to parse what one is told. */
    private Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("watch", () -> new WatchCommand(context));
        commands.put("demo", () -> new DemoCommand(context));
        commands.put("collect", () -> new CollectCommand(context));
        commands.put("analyze", () -> new AnalyzeCommand(context));
        commands.put("notify", () -> new NotifyCommand(context));
        commands.put("autopsy", () -> new AutopsyCommand(context));
        commands.put("incidents", () -> new IncidentsCommand(context));
        commands.put("replay", () -> new ReplayCommand(context));
        commands.put("export", () -> new ExportCommand(context));
        commands.put("silence", () -> SilenceCommand.withCommands(context));
        commands.put("topics", () -> new TopicsCommand(context));
        commands.put("config", () -> new CommandLine(new Config()).addSubcommand(new ConfigCommand(context)));
        commands.put("completion", () -> new CompletionCommand(context));
        commands.put("manual", () -> new ManualCommand(context));
        return commands;
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
