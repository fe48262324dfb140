package io.lastwords.analyzer.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an interpreter was told to run by a name of its own kind, and does not find: {@code python -m NAME}, a class of
 * Java, a script of npm.
 *
 * @param said the words
 * @param what as a person says it, with its name
 */
record MissingModule(Epilogue.Said said, String what, List<String> fix) {
    private enum Kind {
        PYTHON(
                "python[\\d.]*: (?:No module named '?([\\w.]+)|Error while finding module specification for '([\\w.]+)')"),
        JAVA("^Error: Could not find or load main class (\\S+)"),
        NPM("^npm (?:error|ERR!) Missing script: \"?([^\"]+?)\"?$|^error Command \"([^\"]+)\" not found\\.$");

        private final Pattern words;

        Kind(String words) {
            this.words = Pattern.compile(words);
        }
    }

    MissingModule {
        fix = List.copyOf(fix);
    }

    static Optional<MissingModule> of(Facts facts, Epilogue epilogue) {
        return epilogue.ran().filter(words -> words.exitCode() == 1).flatMap(words -> {
            for (Kind kind : Kind.values()) {
                var said = words.find(kind.words);
                if (said.isPresent()) {
                    return Optional.of(of(facts, kind, said.get()));
                }
            }
            return Optional.empty();
        });
    }

    private static MissingModule of(Facts facts, Kind kind, Epilogue.Said said) {
        var match = said.match();
        String name = match.groupCount() > 1 && match.group(1) == null ? match.group(2) : match.group(1);
        String image = facts.settings().image();
        return switch (kind) {
            case PYTHON -> {
                String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
                yield new MissingModule(
                        said,
                        "the Python module " + name,
                        List.of(
                                "docker run --rm --entrypoint python3 " + image + " -m pip list   # is " + top
                                        + " in it?",
                                "in the Dockerfile's last stage: RUN pip install " + top
                                        + " (better: in requirements.txt); or correct the name, or WORKDIR"));
            }
            case JAVA ->
                new MissingModule(
                        said,
                        "the Java class " + name,
                        List.of(
                                "correct the class path (-cp, CLASSPATH) or the class's full name: " + name
                                        + " must be under it",
                                "or copy the classes or the jar in the Dockerfile's last stage (COPY)"));
            case NPM ->
                new MissingModule(
                        said,
                        "the package.json script " + name,
                        List.of(
                                "docker run --rm --entrypoint npm " + image + " run   # the scripts that there are",
                                "add " + name + " to scripts in package.json, or name another one in CMD"));
        };
    }

    Verdict.Likely opinion(Facts facts) {
        var deployment = new Deployment(facts.settings());
        var all = new ArrayList<>(fix);
        all.add(deployment.rebuild());
        return new Verdict.Likely(
                said.confidence(0.9),
                deployment.subject() + " cannot run: it has not " + what + ".",
                List.of(
                        "the words were: " + said.quote(),
                        "the command is " + Quote.of(facts.commandLine()),
                        "exit code 1"),
                all);
    }
}
