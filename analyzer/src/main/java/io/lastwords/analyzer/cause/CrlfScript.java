package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A script with Windows line ends: its interpreter's name, or a word in it, ends with a carriage return. */
final class CrlfScript implements Cause {
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
        return "an error names something that ends with a carriage return (`bash\\r`, `^M: bad interpreter`)";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(RETURN).map(said -> opinion(facts, words, said)));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        String script = facts.settings().path();
        return new Verdict.Likely(
                said.confidence(0.95),
                deployment.subject() + " cannot run a script: its lines end with CRLF, as on Windows.",
                List.of(
                        "it wrote " + Quote.of(said.line().replace("\r", "\\r")),
                        "exit code " + words.exitCode(),
                        "its command is " + Quote.of(facts.commandLine())),
                List.of(
                        "sed -i 's/\\r$//' " + base(script) + "   # in the project, for the script that it names",
                        "echo '*.sh text eol=lf' >> .gitattributes",
                        deployment.rebuild()));
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
