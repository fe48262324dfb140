package io.lastwords.collector.examine;

import io.lastwords.collector.examine.files.Paths;
import io.lastwords.collector.examine.program.Chain.Followed;
import io.lastwords.collector.examine.program.Chain.Step;
import io.lastwords.collector.examine.program.InterpreterFlags;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.OutputRuntime;
import io.lastwords.model.examination.OutputRuntime.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what buffers a program's output. */
final class Runtimes {
    private static final Pattern VERSION = Pattern.compile("(\\d+(?:\\.\\d+)*)$");
    private static final Set<String> VARIABLES =
            Set.of("PYTHONUNBUFFERED", "PYTHON_VERSION", "NODE_VERSION", "JAVA_VERSION", "STDBUF", "_STDBUF_O");
    private static final Map<String, Kind> INTERPRETERS = Map.of(
            "python", Kind.PYTHON,
            "pypy", Kind.PYTHON,
            "node", Kind.NODE,
            "java", Kind.JAVA,
            "ruby", Kind.RUBY,
            "perl", Kind.PERL,
            "php", Kind.PHP);

    private Runtimes() {}

    /**
     * @param executable the executable's facts; null where they could not be had
     * @param bufWriter whether its symbols show a BufWriter over its output
     */
    static @Nullable OutputRuntime of(
            Followed chain,
            Map<String, String> variables,
            @Nullable FileCopy executable,
            boolean bufWriter,
            Masker masker) {
        List<String> names =
                variables.keySet().stream().filter(VARIABLES::contains).sorted().toList();
        for (Step step : chain.steps()) {
            if (step.kind() == CommandStep.Kind.INTERPRETER) {
                return interpreted(chain, step.words(), step.located().resolved(), variables, names, masker);
            }
        }
        if (chain.executable() < 0) {
            return null;
        }
        Step last = chain.steps().get(chain.executable());
        if (executable != null && executable.elf() != null) {
            return compiled(chain, executable.elf(), bufWriter, names);
        }
        if (executable != null
                && executable.script() != null
                && executable.script().interpreter() != null) {
            List<String> shebang = new ArrayList<>(List.of(executable.script().interpreter()));
            shebang.addAll(executable.script().interpreterWords());
            if (shebang.getFirst().endsWith("/env") && shebang.size() > 1) {
                shebang.removeIf(word -> word.endsWith("/env") || word.startsWith("-S"));
            }
            return shebang.isEmpty() ? null : interpreted(chain, shebang, shebang.getFirst(), variables, names, masker);
        }
        return last.kind() == CommandStep.Kind.SCRIPT
                ? new OutputRuntime(Kind.SHELL, "a shell's script", null, List.of(), null, names)
                : null;
    }

    private static OutputRuntime interpreted(
            Followed chain,
            List<String> words,
            String resolved,
            Map<String, String> variables,
            List<String> names,
            Masker masker) {
        String name = Paths.name(words.getFirst());
        Kind kind = INTERPRETERS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name.endsWith("sh") ? Kind.SHELL : Kind.OTHER);
        List<String> flags = masker.mask(InterpreterFlags.of(name, words));
        String unbuffered = stdbuf(chain).orElse(null);
        if (kind == Kind.PYTHON) {
            boolean flag = flags.stream().anyMatch(word -> word.matches("-[a-zA-Z]*u[a-zA-Z]*"));
            boolean variable = !variables.getOrDefault("PYTHONUNBUFFERED", "").isEmpty();
            unbuffered = flag ? "-u" : variable ? "PYTHONUNBUFFERED" : null;
        }
        return new OutputRuntime(
                kind,
                "it is run by " + name,
                version(resolved).or(() -> version(name)).orElse(null),
                flags,
                unbuffered,
                names);
    }

    private static OutputRuntime compiled(Followed chain, ElfFacts elf, boolean bufWriter, List<String> names) {
        String unbuffered = stdbuf(chain).orElse(null);
        return switch (elf.language()) {
            case RUST ->
                bufWriter
                        ? new OutputRuntime(
                                Kind.RUST_BUFWRITER,
                                "a BufWriter over its output is in its symbols",
                                null,
                                List.of(),
                                null,
                                names)
                        : new OutputRuntime(Kind.RUST, elf.languageBy(), null, List.of(), null, names);
            case GO -> new OutputRuntime(Kind.GO, elf.languageBy(), null, List.of(), null, names);
            case C, CPP ->
                new OutputRuntime(
                        Kind.STDIO,
                        elf.stdio().isEmpty() ? elf.languageBy() : "it uses " + String.join(", ", elf.stdio()),
                        null,
                        List.of(),
                        unbuffered,
                        names);
            case UNKNOWN ->
                elf.stdio().isEmpty()
                        ? new OutputRuntime(
                                Kind.OTHER, "a program of unknown language", null, List.of(), unbuffered, names)
                        : new OutputRuntime(
                                Kind.STDIO,
                                "it uses " + String.join(", ", elf.stdio()),
                                null,
                                List.of(),
                                unbuffered,
                                names);
        };
    }

    private static Optional<String> stdbuf(Followed chain) {
        return chain.steps().stream()
                .map(step -> Paths.name(step.words().getFirst()))
                .filter(name -> name.equals("stdbuf") || name.equals("unbuffer"))
                .findFirst();
    }

    private static Optional<String> version(String path) {
        Matcher version = VERSION.matcher(Paths.name(path));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }
}
