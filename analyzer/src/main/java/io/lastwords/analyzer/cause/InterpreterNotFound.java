package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The script is there; what its first line names is not. */
final class InterpreterNotFound implements Cause {
    private static final Pattern CERTAIN = Pattern.compile(": ([^:\\r^]++): bad interpreter: No such file or directory"
            + "|env: (?:can't execute )?[`'\"‘]?([\\w.+-]+)['\"’]?: No such file or directory");
    /** Since bash 5.2; said of a missing loader and of CRLF too. */
    private static final Pattern REQUIRED =
            Pattern.compile("(?<![^: ])([^: ]++): cannot execute: required file not found");

    @Override
    public CauseName name() {
        return CauseName.INTERPRETER_NOT_FOUND;
    }

    @Override
    public String says() {
        return "The interpreter or loader that the program's first bytes name is not in the image.";
    }

    @Override
    public String when() {
        return "`bad interpreter`, `env: X: No such file or directory`, or bash's `required file not found`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(CERTAIN)
                        .map(said -> opinion(facts, words, said, said.confidence(0.92)))
                        .or(() ->
                                words.find(REQUIRED).map(said -> opinion(facts, words, said, said.confidence(0.65)))));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said, double confidence) {
        var deployment = new Deployment(facts.settings());
        boolean certain = CERTAIN.matcher(said.line()).find();
        String found = said.match().group(1);
        String name = found != null ? found : said.match().group(2);
        return new Verdict.Likely(
                confidence,
                certain
                        ? deployment.subject() + " cannot run its script: the image has no interpreter " + name + "."
                        : deployment.subject() + " cannot run " + name
                                + ": the interpreter or loader that it names is not in the image.",
                List.of(
                        "it wrote " + said.quote(),
                        "exit code " + words.exitCode(),
                        certain
                                ? "the script itself was found"
                                : name + " is there; bash also says this of CRLF in its first line"),
                List.of(
                        "docker run --rm --entrypoint sh " + facts.settings().image() + " -c 'command -v "
                                + name.substring(name.lastIndexOf('/') + 1) + "'",
                        "install it in the Dockerfile's last stage, or correct the script's first line",
                        deployment.rebuild()));
    }
}
