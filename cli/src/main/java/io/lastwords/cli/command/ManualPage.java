package io.lastwords.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's help as a page for {@code man}, from the same words: nobody has to write them twice. */
final class ManualPage {
    private static final String SECTION = "1";

    private final CommandLine command;
    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    private ManualPage(CommandLine command) {
        this.command = command;
        spec = command.getCommandSpec();
    }

    /** The file that {@code man} looks for. */
    static String file(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-") + "." + SECTION;
    }

    /** The page's source. */
    static String of(CommandLine command, String version) {
        return new ManualPage(command).write(version);
    }

    private String write(String version) {
        var name = spec.qualifiedName("-");
        var description = List.of(spec.usageMessage().description());
        line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" \"" + SECTION + "\" \"\" \"lastwords " + version
                + "\" \"Lastwords\"");
        line(".nh"); // what is to be typed is not hyphenated
        section("NAME");
        text(name + " - " + (description.isEmpty() ? "" : description.getFirst()));
        section("SYNOPSIS");
        text(command.getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
        if (description.size() > 1) {
            section("DESCRIPTION");
            description.forEach(this::text);
        }
        parameters();
        options();
        commands();
        var footer = Arrays.stream(spec.usageMessage().footer())
                .filter(line -> !line.isBlank())
                .toList();
        if (!footer.isEmpty()) {
            section("NOTES");
            line(".nf");
            footer.forEach(this::text);
            line(".fi");
        }
        return page.toString();
    }

    private void parameters() {
        var shown = spec.positionalParameters().stream()
                .filter(one -> !one.hidden())
                .toList();
        if (!shown.isEmpty()) {
            section("ARGUMENTS");
            for (PositionalParamSpec one : shown) {
                item(one.paramLabel(), one);
            }
        }
    }

    private void options() {
        section("OPTIONS");
        var shown = new ArrayList<OptionSpec>(
                spec.options().stream().filter(one -> !one.hidden()).toList());
        shown.sort(Comparator.comparing(OptionSpec::longestName));
        for (var one : shown) {
            var value = one.arity().max() > 0 ? "=" + one.paramLabel() : "";
            item(Stream.of(one.names()).collect(Collectors.joining(", ")) + value, one);
        }
    }

    private void commands() {
        if (!spec.subcommands().isEmpty()) {
            section("COMMANDS");
            spec.subcommands().forEach((name, sub) -> {
                line(".TP");
                line("\\fB" + escape(name) + "\\fR");
                var words = sub.getCommandSpec().usageMessage().description();
                text((words.length == 0 ? "" : words[0]) + " See "
                        + sub.getCommandSpec().qualifiedName("-") + "(" + SECTION + ").");
            });
        }
    }

    private void item(String head, ArgSpec argument) {
        line(".TP");
        line("\\fB" + escape(head) + "\\fR");
        text(String.join(" ", argument.description()));
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void text(String words) {
        line(escape(Ansi.OFF.string(words)));
    }

    /** A line that begins with a dot or a quote would be a command. */
    private static String escape(String words) {
        var escaped = words.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
