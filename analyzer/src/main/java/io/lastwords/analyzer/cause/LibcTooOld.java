package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ElfFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        return "the loader's words `version GLIBC_x not found (required by ...)`; or the file's version needs against what the "
                + "library found offers";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(VERSION).map(said -> opinion(facts, words, said)))
                .or(() -> seen(facts));
    }

    /** Without the loader's words: a version that the library found does not offer. */
    private static Optional<Verdict> seen(Facts facts) {
        boolean fits = facts.unrun()
                || facts.lastRun()
                        .filter(run -> run.exitCode() == 1 && run.durationMillis() < 1_000 && run.silent())
                        .isPresent();
        if (!fits) {
            return Optional.empty();
        }
        return needs(facts)
                .findFirst()
                .map(need -> opinion(
                        facts,
                        need.family() + "_" + need.highest(),
                        "the program",
                        List.of(Ends.words(facts)),
                        facts.unrun() ? 0.9 : 0.8));
    }

    private static Stream<ElfFacts.VersionNeed> needs(Facts facts) {
        return Program.chain(facts).stream()
                .flatMap(program -> program.elf().stream())
                .flatMap(elf -> elf.versions().stream())
                .filter(need -> !need.missing().isEmpty());
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        String by = said.match().group(2);
        return opinion(
                facts,
                said.match().group(1),
                by == null ? "it" : by,
                List.of("it wrote " + said.quote(), "exit code " + words.exitCode()),
                said.confidence(0.97));
    }

    private static Verdict opinion(Facts facts, String version, String by, List<String> known, double confidence) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<>(known);
        needs(facts)
                .limit(4)
                .forEach(need -> evidence.add("it needs " + need.family() + " up to " + need.highest() + " of "
                        + need.library() + "; the image's offers "
                        + (need.offered() == null ? "less" : "up to " + need.offered())));
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run: " + by + " needs " + version + ", and the image's is older.",
                evidence,
                List.of(
                        "docker run --rm --entrypoint sh " + facts.settings().image() + " -c 'ldd --version | head -1'",
                        "take the same distribution release in the Dockerfile's build stage and last stage (FROM), or "
                                + "link statically",
                        deployment.rebuild()));
    }
}
