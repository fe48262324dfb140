package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A script with Windows line ends: its interpreter's name, or a word in it, ends with a carriage return. */
final class CrlfScript implements Cause {
    /** What a shell says that is given such a script to read. */
    private static final Pattern MISREAD =
            Pattern.compile("not found|[Ii]llegal option|invalid option|[Ss]yntax error|[Uu]nexpected");

    private static final Pattern RETURN = Pattern.compile(
            "(?:env: |env: can't execute )[`'\"‘]?[\\w./-]+(?:\\\\r|\\r|\\^M|\\?)['\"’]|\\^M: bad interpreter|\\r: bad interpreter"
                    + "|\\$'[^']*\\\\r'|: (?:set: )?[\\w./-]*\\r: (?:not found|invalid option|No such file|command not found)");

    @Override
    public CauseName name() {
        return CauseName.CRLF_SCRIPT;
    }

    @Override
    public String says() {
        return "A script has Windows line ends (CRLF).";
    }

    @Override
    public String when() {
        return "an error names something that ends with a carriage return (`bash\\r`, `^M: bad interpreter`), or the "
                + "script's first line does, and it could not be run";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var said = epilogue.ran().filter(words -> words.exitCode() != 0).flatMap(words -> words.find(RETURN));
        var seen = seen(facts).or(() -> epilogue.has(MISREAD) ? read(facts) : Optional.empty());
        if (said.isEmpty() && (seen.isEmpty() || !fits(facts))) {
            return Optional.empty();
        }
        double confidence = said.map(words -> words.confidence(0.95)).orElse(0.0);
        if (seen.isPresent() && (said.isPresent() || fits(facts))) {
            confidence = Math.max(confidence, Ends.says(facts, epilogue, Ends.NO_SUCH) ? 0.97 : 0.9);
        }
        return Optional.of(opinion(facts, said, seen, confidence));
    }

    /** A script whose first line names an interpreter that ends with a carriage return. */
    private static Optional<Program> seen(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program -> program.executed()
                        && program.script().filter(ScriptFacts::crlfFirst).isPresent())
                .findFirst();
    }

    /** The same in a script that a shell was given: it is read, whatever its first line. */
    private static Optional<Program> read(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program -> !program.executed()
                        && program.script()
                                .filter(text -> 2 * text.crlfLines() > text.lines())
                                .isPresent())
                .findFirst();
    }

    private static boolean fits(Facts facts) {
        return facts.unrun() || facts.failedStart() != null || Ends.nonZero(facts);
    }

    private static Verdict opinion(
            Facts facts, Optional<Epilogue.Said> said, Optional<Program> seen, double confidence) {
        var deployment = new Deployment(facts.settings());
        String script = seen.map(Program::path).orElse(facts.settings().path());
        var evidence = new ArrayList<String>();
        seen.flatMap(Program::script).ifPresent(text -> {
            if (text.crlfFirst()) {
                evidence.add(
                        "the first line of " + script + " ends with a carriage return: " + Quote.of(text.firstLine()));
            }
            evidence.add(text.crlfLines() + " of its " + text.lines() + " lines end with CR LF");
        });
        said.ifPresent(words -> evidence.add("it wrote " + Quote.of(words.line().replace("\r", "\\r"))));
        evidence.add(Ends.words(facts));
        evidence.add("its command is " + Quote.of(facts.commandLine()));
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run " + (seen.isPresent() ? script : "a script")
                        + ": its lines end with CRLF, as on Windows.",
                evidence,
                List.of(
                        "sed -i 's/\\r$//' " + Figures.base(script)
                                + "   # in the project, for the script that it names",
                        "echo '*.sh text eol=lf' >> .gitattributes",
                        deployment.rebuild()));
    }
}
