package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The program was built for a newer libc or libstdc++ than the image has. */
final class LibcTooOld implements Cause {
    private static final Pattern VERSION = Pattern.compile(
            "version [`'\"‘]?((?:GLIBC|GLIBCXX|CXXABI|GCC)_[\\d.]+)['\"’]? not found(?: \\(required by ([^)]+)\\))?");

    @Override
    public CauseName name() {
        return CauseName.LIBC_TOO_OLD;
    }

    @Override
    public String says() {
        return "The program was built for a newer libc or libstdc++ than the image has.";
    }

    @Override
    public String when() {
        return "the loader's words `version GLIBC_x not found (required by ...)`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(VERSION).map(said -> opinion(facts, words, said)));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        String version = said.match().group(1);
        String by = said.match().group(2);
        return new Verdict.Likely(
                said.confidence(0.97),
                deployment.subject() + " cannot run: " + (by == null ? "it" : by) + " needs " + version
                        + ", and the image's is older.",
                List.of("it wrote " + said.quote(), "exit code " + words.exitCode()),
                List.of(
                        "docker run --rm --entrypoint sh " + facts.settings().image() + " -c 'ldd --version | head -1'",
                        "take the same distribution release in the Dockerfile's build stage and last stage (FROM), or "
                                + "link statically",
                        deployment.rebuild()));
    }
}
