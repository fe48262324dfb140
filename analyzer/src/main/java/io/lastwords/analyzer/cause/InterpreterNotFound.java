package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The script is there; what its first line names is not. */
final class InterpreterNotFound implements Cause {
    private static final Pattern CERTAIN = Pattern.compile(": ([^:\\r^]++): bad interpreter: No such file or directory"
            + "|env: (?:can't execute )?[`'\"‘]?([\\w.+-]+(?: -[^'\"’\r\\\\^]*)?)['\"’]?: No such file or directory");
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
        return "`bad interpreter`, `env: X: No such file or directory`, or bash's `required file not found`; "
                + "or the examination does not find what the first line, or the ELF header, names";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var seen = seen(facts, epilogue);
        return seen.isPresent() ? seen : said(facts, epilogue);
    }

    /** What the file itself names, and the image has not. */
    private static Optional<Verdict> seen(Facts facts, Epilogue epilogue) {
        boolean said = Ends.says(facts, epilogue, Ends.NO_SUCH);
        if (!said && !facts.unrun() && !Ends.neverRan(facts)) {
            return Optional.empty();
        }
        double confidence = said ? 0.97 : 0.88;
        for (Program program : Program.chain(facts)) {
            var script = program.script()
                    .filter(text -> text.interpreterExistence() == Existence.MISSING && !text.crlfFirst());
            if (script.isPresent() && program.executed()) {
                return Optional.of(scriptOf(facts, program, script.get(), confidence));
            }
            var elf = program.elf().filter(file -> file.interpreterExistence() == Existence.MISSING);
            if (elf.isPresent()) {
                return Optional.of(loaderOf(facts, program, elf.get(), confidence));
            }
        }
        return Optional.empty();
    }

    private static Verdict scriptOf(Facts facts, Program program, ScriptFacts script, double confidence) {
        var deployment = new Deployment(facts.settings());
        String interpreter = String.valueOf(script.interpreter());
        String wanted = interpreter.endsWith("/env")
                ? script.interpreterWords().stream()
                        .filter(word -> !word.startsWith("-"))
                        .findFirst()
                        .orElse(interpreter)
                : interpreter;
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run " + program.path() + ": the image has no " + wanted + ".",
                List.of(
                        "the first line of " + program.path() + " is " + Quote.of(script.firstLine()),
                        wanted + " is not in the container",
                        Ends.words(facts)),
                List.of(
                        "install " + Figures.base(wanted)
                                + " in the Dockerfile's last stage, or begin " + program.path()
                                + " with #!/bin/sh if that serves",
                        deployment.rebuild()));
    }

    private static Verdict loaderOf(Facts facts, Program program, ElfFacts elf, double confidence) {
        var deployment = new Deployment(facts.settings());
        String loader = String.valueOf(elf.interpreter());
        boolean musl = loader.contains("musl");
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run " + program.path() + ": its loader " + loader
                        + " is not in the image.",
                List.of(
                        program.path() + " is there, and asks for the loader " + loader + " ("
                                + (musl ? "musl, as on Alpine" : "glibc, as on Debian") + ")",
                        loader + " is not in the container",
                        Ends.words(facts)),
                List.of(
                        musl
                                ? "in the Dockerfile: FROM alpine in the last stage, or build for glibc"
                                : "in the Dockerfile: FROM debian:bookworm-slim in the last stage (not alpine, scratch or busybox)",
                        "or link it statically: CGO_ENABLED=0, --target x86_64-unknown-linux-musl, -static",
                        deployment.rebuild()));
    }

    private static Optional<Verdict> said(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(CERTAIN)
                        .map(said -> opinion(facts, words, said, said.confidence(0.92)))
                        .or(() ->
                                words.find(REQUIRED).map(said -> opinion(facts, words, said, said.confidence(0.65)))));
    }

    /** The kernel hands all that follows the interpreter over as one word. */
    private static Verdict withOptions(
            Deployment deployment, Epilogue words, Epilogue.Said said, String name, double confidence) {
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run its script: env looks for a program named " + Quote.of(name) + ".",
                List.of(
                        "it wrote " + said.quote(),
                        "exit code " + words.exitCode(),
                        "in a first line #! all that follows the interpreter is one word"),
                List.of(
                        "begin the script with #!/usr/bin/env -S " + name + ", or with the interpreter's own path",
                        deployment.rebuild()));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said, double confidence) {
        var deployment = new Deployment(facts.settings());
        boolean certain = CERTAIN.matcher(said.line()).find();
        String found = said.match().group(1);
        String name = found != null ? found : said.match().group(2);
        if (name.contains(" ")) {
            return withOptions(deployment, words, said, name, confidence);
        }
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
                                + Figures.base(name) + "'",
                        "install it in the Dockerfile's last stage, or correct the script's first line",
                        deployment.rebuild()));
    }
}
