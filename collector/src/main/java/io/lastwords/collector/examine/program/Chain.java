package io.lastwords.collector.examine.program;

import io.lastwords.collector.examine.files.Beginning;
import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.collector.examine.files.Paths;
import io.lastwords.collector.examine.script.ScriptReader;
import io.lastwords.collector.examine.script.ShellLine;
import io.lastwords.model.examination.CommandStep.Kind;
import io.lastwords.model.examination.Existence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a command through inits, user switchers, shells and scripts to the user's program. Looks at files only where
 * a step's nature cannot be told by its name. Never throws; where it cannot follow it says why.
 */
public final class Chain {
    private static final int MAX_STEPS = 10;

    /** What is larger is not read only to see that it is no script. */
    private static final long LARGEST_SCRIPT = 8 << 20;

    private final FileTree files;
    private final Launch launch;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable String open;

    /** One step, unmasked. */
    public record Step(Kind kind, List<String> words, String path, Located located, String by) {}

    /**
     * A chain followed to its end.
     *
     * @param executable index of the user's program, -1 where it is not known
     * @param open why it could not be followed further; null where it was
     */
    public record Followed(
            List<Step> steps, int executable, @Nullable String open) {}

    private Chain(FileTree files, Launch launch) {
        this.files = files;
        this.launch = launch;
    }

    /** Follows what is launched, in the files that the process would see. */
    public static Followed follow(FileTree files, Launch launch) {
        return new Chain(files, launch).follow();
    }

    private Followed follow() {
        if (launch.init()) {
            steps.add(new Step(
                    Kind.WRAPPER,
                    List.of("docker-init"),
                    "/sbin/docker-init",
                    new Located(Existence.UNREADABLE, null, "/sbin/docker-init", List.of(), null, "the engine's own"),
                    "engine"));
        }
        if (launch.words().isEmpty() || launch.words().getFirst().isEmpty()) {
            return new Followed(List.copyOf(steps), -1, "there is no command");
        }
        Next next = new Next(launch.words(), "command");
        while (next != null) {
            if (steps.size() >= MAX_STEPS) {
                open = "more than " + MAX_STEPS + " steps";
                return new Followed(List.copyOf(steps), -1, open);
            }
            next = take(next);
        }
        return new Followed(List.copyOf(steps), steps.size() - 1, open);
    }

    private record Next(List<String> words, String by) {}

    private @Nullable Next take(Next next) {
        List<String> words = next.words();
        String given = words.getFirst();
        String path = path(given);
        Located located = Located.of(files, path);
        String name = Paths.name(given);
        if (name.equals("busybox") && words.size() > 1) {
            words = words.subList(1, words.size());
            name = words.getFirst();
        }
        if (Wrappers.known(name)) {
            Optional<List<String>> after = Wrappers.after(name, words);
            add(after.isPresent() ? Kind.WRAPPER : Kind.PROGRAM, next, path, located);
            return after.map(rest -> new Next(rest, "wrapper")).orElse(null);
        }
        if (Interpreters.shell(name)) {
            return shell(next, words, path, located, name);
        }
        if (Interpreters.interpreter(name)) {
            Optional<Integer> file = Interpreters.file(name, words);
            add(Kind.INTERPRETER, next, path, located);
            if (file.isEmpty()) {
                open = "no file among the interpreter's words";
            } else {
                source(words.subList(file.get(), words.size()));
            }
            return null;
        }
        return program(next, path, located);
    }

    private void source(List<String> words) {
        String path = Paths.absolute(launch.workingDir(), words.getFirst());
        steps.add(new Step(Kind.SOURCE, words, path, Located.of(files, path), "arguments"));
    }

    private @Nullable Next shell(Next next, List<String> words, String path, Located located, String name) {
        Optional<Integer> text = Interpreters.commandText(words);
        if (text.isPresent()) {
            int at = text.get();
            List<String> arguments = at + 2 < words.size() ? words.subList(at + 2, words.size()) : List.of();
            add(Kind.SHELL, next, path, located);
            return handOver(ShellLine.of(words.get(at), arguments, launch.variables()::get));
        }
        Optional<Integer> file = Interpreters.file(name, words);
        if (file.isEmpty()) {
            add(Kind.PROGRAM, next, path, located);
            return null;
        }
        add(Kind.SHELL, next, path, located);
        List<String> rest = words.subList(file.get(), words.size());
        String script = Paths.absolute(launch.workingDir(), rest.getFirst());
        var given = new Next(rest, "arguments");
        Located at = Located.of(files, script);
        Optional<byte[]> bytes = at.file() ? Beginning.of(files, at.resolved(), ScriptReader.MOST) : Optional.empty();
        if (bytes.isEmpty()) {
            add(Kind.SCRIPT, given, script, at);
            return null;
        }
        return script(given, script, at, bytes.get());
    }

    private @Nullable Next program(Next next, String path, Located located) {
        FileEntry entry = located.entry();
        if (entry == null || !located.file() || entry.size() > LARGEST_SCRIPT) {
            add(Kind.PROGRAM, next, path, located);
            return null;
        }
        Optional<byte[]> bytes = Beginning.of(files, located.resolved(), ScriptReader.MOST);
        if (bytes.isEmpty() || !looksLikeScript(bytes.get())) {
            add(Kind.PROGRAM, next, path, located);
            return null;
        }
        return script(next, path, located, bytes.get());
    }

    private @Nullable Next script(Next next, String path, Located located, byte[] bytes) {
        var reader = new ScriptReader(bytes, bytes.length < ScriptReader.MOST);
        String program = reader.program().map(Paths::name).orElse("sh");
        if (!Interpreters.shell(program)) {
            add(Kind.SOURCE, next, path, located);
            return null;
        }
        add(Kind.SCRIPT, next, path, located);
        List<String> arguments = next.words().subList(1, next.words().size());
        return reader.handOver()
                .map(line -> handOver(ShellLine.of(line, arguments, launch.variables()::get)))
                .orElse(null);
    }

    /** What the shell runs last, if that can be told and is a program of its own. */
    private @Nullable Next handOver(ShellLine line) {
        String unsure = line.open();
        Optional<String> program = line.program();
        if (program.isEmpty()) {
            open = unsure == null ? "the shell was given nothing to run" : "the shell's line has " + unsure;
            return null;
        }
        if (unsure != null) {
            open = "the shell's line has " + unsure;
            if (program.get().isEmpty() || program.get().startsWith("$")) {
                return null;
            }
        }
        boolean builtin = Builtins.has(program.get());
        return builtin ? null : new Next(line.words(), line.exec() ? "exec" : "shell");
    }

    private void add(Kind kind, Next next, String path, Located located) {
        steps.add(new Step(kind, next.words(), path, located, next.by()));
    }

    private static boolean looksLikeScript(byte[] first) {
        boolean shebang = first.length >= 2 && first[0] == '#' && first[1] == '!';
        boolean mark =
                first.length >= 3 && first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf;
        return shebang || mark;
    }

    /** Where a name leads: along PATH where it has no slash; the name itself where no folder has it. */
    private String path(String given) {
        if (given.contains("/")) {
            return Paths.absolute(launch.workingDir(), given);
        }
        for (String folder : launch.searchPath()) {
            String path = Paths.absolute(folder, given);
            Located at = Located.of(files, path);
            boolean runs = at.existence() == Existence.UNREADABLE
                    || (at.entry() != null && at.entry().kind() == FileEntry.Kind.FILE);
            if (runs) {
                return path;
            }
        }
        return given;
    }
}
