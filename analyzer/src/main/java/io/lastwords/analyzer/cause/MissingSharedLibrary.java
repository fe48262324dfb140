package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A library that the program is linked with is not in the image. */
final class MissingSharedLibrary implements Cause {
    private static final Pattern GLIBC = Pattern.compile(
            "(?<![\\w.+/-])([\\w.+/-]*?\\.so[\\w.]*+): cannot open shared object file: No such file or directory");
    private static final Pattern MUSL =
            Pattern.compile("Error loading shared library ([\\w.+/-]+): No such file or directory");
    /** Debian's and Alpine's packages of those that are asked for most. */
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
        return "the loader's words `cannot open shared object file` (glibc) or `Error loading shared library` (musl)";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words ->
                        words.find(GLIBC).or(() -> words.find(MUSL)).<Verdict>map(said -> opinion(facts, words, said)))
                .or(() -> ruledOut(facts));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        String path = said.match().group(1);
        String library = path.substring(path.lastIndexOf('/') + 1);
        String known = PACKAGES.get(library);
        var fix = new ArrayList<String>();
        fix.add(
                known != null
                        ? "in the Dockerfile's last stage (Debian): RUN apt-get update && apt-get install -y " + known
                        : "apt-file search " + library + "   # which package has it; install that in the last stage");
        fix.add("or link it statically, or build in the same distribution as the last stage");
        fix.add(deployment.rebuild());
        return new Verdict.Likely(
                said.confidence(0.97),
                deployment.subject() + " cannot run: the image has no " + library + ".",
                List.of("it wrote " + said.quote(), "exit code " + words.exitCode()),
                fix);
    }

    /** People suspect it of every silent end; the loader is never silent. */
    private static Optional<Verdict> ruledOut(Facts facts) {
        return facts.lastRun()
                .filter(run ->
                        run.exitCode() == 0 && run.log() == RunFacts.Log.COMPLETE && run.durationMillis() < 1_000)
                .map(run -> new Verdict.RuledOut(
                        "the loader would have named the library on stderr and ended with 127; the exit code is 0"));
    }
}
