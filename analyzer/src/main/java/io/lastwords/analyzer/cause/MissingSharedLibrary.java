package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Existence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A library that the program is linked with is not in the image. */
final class MissingSharedLibrary implements Cause {
    private static final Pattern GLIBC = Pattern.compile(
            "(?<![\\w.+/-])([\\w.+/-]*?\\.so[\\w.]*+): cannot open shared object file: No such file or directory");
    private static final Pattern MUSL =
            Pattern.compile("Error loading shared library ([\\w.+/-]+): No such file or directory");
    /** .NET ends by abort() where it finds none. */
    private static final Pattern ICU = Pattern.compile("Couldn't find a valid ICU package");

    /** Debian's packages of those that are asked for most. */
    private static final Map<String, String> PACKAGES = Map.of(
            "libssl.so.3", "libssl3",
            "libcrypto.so.3", "libssl3",
            "libpq.so.5", "libpq5",
            "libGL.so.1", "libgl1",
            "libgomp.so.1", "libgomp1",
            "libstdc++.so.6", "libstdc++6",
            "libgcc_s.so.1", "libgcc-s1",
            "libglib-2.0.so.0", "libglib2.0-0",
            "libmariadb.so.3", "libmariadb3",
            "libsqlite3.so.0", "libsqlite3-0");

    /** Alpine's, whose loader is musl's. */
    private static final Map<String, String> ALPINE = Map.of(
            "libssl.so.3", "libssl3",
            "libcrypto.so.3", "libcrypto3",
            "libpq.so.5", "libpq",
            "libgomp.so.1", "libgomp",
            "libstdc++.so.6", "libstdc++",
            "libgcc_s.so.1", "libgcc",
            "libglib-2.0.so.0", "glib",
            "libmariadb.so.3", "mariadb-connector-c",
            "libsqlite3.so.0", "sqlite-libs",
            "ld-linux-x86-64.so.2", "gcompat");

    @Override
    public CauseName name() {
        return CauseName.MISSING_SHARED_LIBRARY;
    }

    @Override
    public String says() {
        return "A shared library that the program needs is not in the image.";
    }

    @Override
    public String when() {
        return "the loader's words `cannot open shared object file` (glibc) or `Error loading shared library` (musl); "
                + "or 127, and a needed library is nowhere on the loader's search path";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(GLIBC)
                        .or(() -> words.find(MUSL))
                        .map(said -> opinion(facts, words, said))
                        .or(() -> words.findFatal(ICU).map(said -> icu(facts, words, said))))
                .or(() -> seen(facts))
                .or(() -> ruledOut(facts));
    }

    /** Without the loader's words: a library that the whole search path has not. */
    private static Optional<Verdict> seen(Facts facts) {
        boolean fits = facts.unrun()
                || facts.lastRun().filter(run -> run.exitCode() == 127).isPresent();
        if (!fits) {
            return Optional.empty();
        }
        return libraries(facts)
                .filter(ElfFacts.Library::missing)
                .findFirst()
                .map(library -> opinion(facts, library.name(), musl(facts), List.of(Ends.words(facts)), 0.88));
    }

    /** Those that a program of the chain needs, where its loader is there to look for them. */
    private static Stream<ElfFacts.Library> libraries(Facts facts) {
        return Program.chain(facts).stream()
                .flatMap(program -> program.elf().stream())
                .filter(elf -> elf.interpreterExistence() != Existence.MISSING)
                .flatMap(elf -> elf.libraries().stream());
    }

    private static Verdict icu(Facts facts, Epilogue words, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        String without = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1";
        return new Verdict.Likely(
                said.confidence(0.95),
                deployment.subject() + " cannot run: the image has no ICU, which .NET takes its cultures from.",
                List.of("it wrote " + said.quote(), "exit code " + words.exitCode()),
                List.of(
                        "in the Dockerfile's last stage: RUN apk add --no-cache icu-libs (Alpine), or apt-get update && "
                                + "apt-get install -y libicu-dev (Debian)",
                        "or, where it needs no cultures: "
                                + deployment.edit("under environment, set " + without, "-e " + without),
                        deployment.rebuild()));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        String path = said.match().group(1);
        return opinion(
                facts,
                Figures.base(path),
                MUSL.matcher(said.line()).find(),
                List.of("it wrote " + said.quote(), "exit code " + words.exitCode()),
                said.confidence(0.97));
    }

    private static boolean musl(Facts facts) {
        return Program.chain(facts).stream()
                .flatMap(program -> program.elf().stream())
                .anyMatch(elf -> String.valueOf(elf.interpreter()).contains("ld-musl"));
    }

    private static Verdict opinion(Facts facts, String library, boolean musl, List<String> known, double confidence) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<>(known);
        libraries(facts)
                .filter(need -> need.missing() && need.name().equals(library))
                .findFirst()
                .ifPresent(need -> evidence.add(
                        need.neededBy() + " needs " + library + ", which is nowhere on the loader's search path"));
        String also = libraries(facts)
                .filter(need -> need.missing() && !need.name().equals(library))
                .map(ElfFacts.Library::name)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        if (!also.isEmpty()) {
            evidence.add("these are missing too: " + also);
        }
        var fix = new ArrayList<String>();
        fix.add(musl ? alpine(library) : debian(library));
        fix.add("or link it statically, or build in the same distribution as the last stage");
        fix.add(deployment.rebuild());
        return new Verdict.Likely(
                confidence, deployment.subject() + " cannot run: the image has no " + library + ".", evidence, fix);
    }

    private static String debian(String library) {
        String packaged = PACKAGES.get(library);
        return packaged != null
                ? "in the Dockerfile's last stage (Debian): RUN apt-get update && apt-get install -y " + packaged
                : "apt-file search " + library + "   # which package has it; install that in the last stage";
    }

    private static String alpine(String library) {
        String packaged = ALPINE.get(library);
        return "in the Dockerfile's last stage (Alpine): RUN apk add --no-cache "
                + (packaged != null ? packaged : "so:" + library);
    }

    /** People suspect it of every silent end; the loader is never silent. */
    private static Optional<Verdict> ruledOut(Facts facts) {
        var elf = Ends.quietly(facts) ? Program.own(facts).flatMap(Program::elf) : Optional.<ElfFacts>empty();
        if (elf.isPresent()
                && elf.get().interpreter() == null
                && elf.get().libraries().isEmpty()) {
            return Optional.of(new Verdict.RuledOut("it is linked statically and needs none"));
        }
        if (elf.isPresent() && elf.get().libraries().stream().allMatch(library -> library.foundAt() != null)) {
            return Optional.of(new Verdict.RuledOut("all libraries that it needs ("
                    + elf.get().libraries().size() + ") are found on the loader's path"));
        }
        return facts.lastRun()
                .filter(run ->
                        run.exitCode() == 0 && run.log() == RunFacts.Log.COMPLETE && run.durationMillis() < 1_000)
                .map(run -> new Verdict.RuledOut(
                        "the loader would have named the library on stderr and ended with 127; the exit code is 0"));
    }
}
