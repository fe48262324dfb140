package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** The program is there and may not be executed. */
final class NotExecutable implements Cause {
    private static final Pattern ENGINE = Pattern.compile(
            "exec:? \\\\*\"([^\"\\\\]+)\\\\*\": (permission denied|is a directory)|"
                    + "open executable: (permission denied|operation not permitted)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STDERR = Pattern.compile("^exec ([^:]+): (permission denied|is a directory)$");
    private static final Pattern SHELL = Pattern.compile(
            "(?:^|/)(?:sh|ash|dash|bash|[\\w.-]+\\.sh): (?:line )?(?:\\d+: )?(?:exec: )?([^: ]*/[^:]*): "
                    + "(?:cannot execute: )?(Permission denied|Is a directory)$");

    @Override
    public CauseName name() {
        return CauseName.NOT_EXECUTABLE;
    }

    @Override
    public String says() {
        return "The program is there, but it may not be executed.";
    }

    @Override
    public String when() {
        return "the engine refuses the start with `permission denied` or `is a directory`, or a shell ends with 126 "
                + "and these words";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed != null) {
            var found = ENGINE.matcher(failed.error());
            if (!found.find()) {
                return Optional.empty();
            }
            String path = found.group(1) == null ? facts.settings().path() : found.group(1);
            return Optional.of(opinion(facts, path, found.group(), 0.95));
        }
        return epilogue.ran().flatMap(words -> {
            var shell = words.exitCode() == 126 ? words.find(SHELL) : words.find(STDERR);
            return shell.filter(said -> words.exitCode() != 0)
                    .map(said -> opinion(facts, said.match().group(1), said.line(), said.confidence(0.9)));
        });
    }

    private static Verdict opinion(Facts facts, String path, String quote, double confidence) {
        var deployment = new Deployment(facts.settings());
        String absolute = Mounts.absolute(facts.settings(), path);
        var evidence = new ArrayList<String>();
        evidence.add("the words were: " + Quote.of(quote));
        String user = facts.settings().user();
        if (!user.isEmpty() && !user.equals("root") && !user.equals("0")) {
            evidence.add("it runs as user " + user + ", who also needs to enter each folder above it");
        }
        var fix = new ArrayList<String>();
        if (quote.toLowerCase(java.util.Locale.ROOT).contains("is a directory")) {
            fix.add("name the program in CMD or ENTRYPOINT: " + absolute + " is a folder");
        } else {
            fix.add("docker run --rm --entrypoint ls " + facts.settings().image() + " -ld " + absolute);
            fix.add(Mounts.onHost(facts.settings(), absolute)
                    .map(source -> "chmod +x " + source)
                    .orElse("in the Dockerfile: RUN chmod +x " + absolute + " (or COPY --chmod=755)"));
        }
        fix.add(deployment.rebuild());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run: " + Quote.bare(path)
                        + " is not an executable file for its user (mode, or a folder).",
                evidence,
                fix);
    }
}
