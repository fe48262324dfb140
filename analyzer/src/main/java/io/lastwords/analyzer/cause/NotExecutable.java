package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.journal.ContainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program is there and may not be executed. */
final class NotExecutable implements Cause {
    /** An option that needs no quotes, and is not cut. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.=:%/+-]{1,63}");

    private static final Pattern ENGINE = Pattern.compile(
            "exec:? \\\\*\"([^\"\\\\]+)\\\\*\": (permission denied|is a directory)|"
                    + "open executable: (permission denied|operation not permitted)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STDERR = Pattern.compile("^exec ([^:]+): (permission denied|is a directory)$");
    private static final Pattern SHELL = Pattern.compile(
            "(?:(?:^|/)(?:sh|ash|dash|bash|[\\w.-]+\\.sh): (?:line )?(?:\\d+: )?(?:exec: )?|^\\[FATAL tini \\(\\d+\\)\\] exec )"
                    + "([^: ]*/[^:]*?)(?:: | failed: )(?:cannot execute: )?(Permission denied|Is a directory)$");

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
                + "and these words; the examination adds mode, owner and `noexec`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed != null) {
            var found = ENGINE.matcher(failed.error());
            if (!found.find()) {
                return failed.exitCode() == 126 ? seen(facts) : Optional.empty();
            }
            String path = found.group(1) == null ? facts.settings().path() : found.group(1);
            return Optional.of(opinion(facts, path, found.group(), 0.95));
        }
        if (facts.unrun()) {
            return seen(facts);
        }
        return epilogue.ran()
                .<Verdict>flatMap(words -> {
                    var shell = words.exitCode() == 126 ? words.find(SHELL) : words.find(STDERR);
                    return shell.filter(said -> words.exitCode() != 0)
                            .map(said -> opinion(facts, said.match().group(1), said.line(), said.confidence(0.9)));
                })
                .or(() -> facts.lastRun().filter(run -> run.exitCode() == 126).flatMap(run -> seen(facts)));
    }

    /** Without words: a program of the chain has no x bit. */
    private static Optional<Verdict> seen(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program -> program.executed() && denied(facts, program).isPresent())
                .findFirst()
                .map(program -> opinion(facts, program.path(), "", 0.9));
    }

    /** Why the kernel will not run it. */
    private static Optional<String> denied(Facts facts, Program program) {
        var running = program.file().running();
        if (running.filter(copy -> copy.existence() == Existence.DIRECTORY).isPresent()) {
            return Optional.of(program.path() + " is a folder");
        }
        var copy = program.copy();
        if (copy.isEmpty()) {
            return Optional.empty();
        }
        String mode = program.path() + " has mode " + Figures.mode(copy.get().mode())
                + (copy.get().uid() < 0
                        ? ""
                        : " and belongs to " + copy.get().uid() + ":"
                                + copy.get().gid());
        if (!copy.get().executableByAnybody()) {
            return Optional.of(mode + ": nobody may execute it");
        }
        boolean others = (copy.get().mode() & 1) != 0;
        String user = facts.settings().user();
        if (!others
                && user.matches("[1-9]\\d*.*")
                && !user.startsWith(copy.get().uid() + "")) {
            return Optional.of(mode + ": others, as user " + user + ", may not execute it");
        }
        return facts.examination().stream()
                .flatMap(exam -> exam.mounts().stream())
                .filter(mount -> mount.destination().equals(program.file().coveredBy())
                        && mount.options().contains("noexec"))
                .findFirst()
                .map(mount -> "the mount of " + mount.destination() + " has the option noexec");
    }

    /** A tmpfs has it by itself. */
    private static Optional<String> noexec(Facts facts, String absolute) {
        return Mounts.above(facts.settings(), absolute)
                .filter(mount -> facts.examined() != null
                        && mount.type().equals("tmpfs")
                        && facts.examination().stream()
                                .flatMap(exam -> exam.mounts().stream())
                                .filter(seen -> seen.destination().equals(mount.destination()))
                                .noneMatch(seen -> seen.options().contains("exec")))
                .map(mount -> absolute + " lies in the " + Mounts.words(mount)
                        + ", which without the option exec has the option noexec");
    }

    /** A tmpfs' options with exec among them. */
    private static String executable(Facts facts, String tmpfs) {
        var others = facts.examination().stream()
                .flatMap(exam -> exam.mounts().stream())
                .filter(seen -> seen.destination().equals(tmpfs))
                .flatMap(seen -> seen.options().stream())
                .filter(option ->
                        !option.equals("noexec") && PLAIN.matcher(option).matches());
        return Stream.concat(Stream.of("exec"), others).collect(Collectors.joining(","));
    }

    private static List<String> permitting(Facts facts, Deployment deployment, String absolute, boolean noexec) {
        var tmpfs = Mounts.above(facts.settings(), absolute)
                .filter(mount -> mount.type().equals("tmpfs"))
                .map(ContainerSettings.Mount::destination);
        if (noexec && tmpfs.isPresent()) {
            String with = tmpfs.get() + ":" + executable(facts, tmpfs.get());
            return List.of(deployment.edit(
                    "tmpfs: [\"" + with + "\"] in place of that mount", "--tmpfs " + with + " in place of that mount"));
        }
        var fix = new ArrayList<String>();
        fix.add("docker run --rm --entrypoint ls " + facts.settings().image() + " -ld " + absolute);
        if (noexec) {
            fix.add(deployment.edit("take noexec from the mount's options", "the mount without noexec"));
        }
        fix.add(Mounts.onHost(facts.settings(), absolute)
                .map(source -> "chmod +x " + source)
                .orElse("in the Dockerfile: RUN chmod +x " + absolute + " (or COPY --chmod=755)"));
        return fix;
    }

    private static Verdict opinion(Facts facts, String path, String quote, double confidence) {
        var deployment = new Deployment(facts.settings());
        String absolute = Mounts.absolute(facts.settings(), path);
        var evidence = new ArrayList<String>();
        var reason = Program.chain(facts).stream()
                .filter(program -> program.path().equals(absolute)
                        || program.step().given().equals(path))
                .findFirst()
                .flatMap(program -> denied(facts, program))
                .or(() -> noexec(facts, absolute));
        var made = reason.filter(why -> why.endsWith(" is a folder"))
                .flatMap(why -> Mounts.at(facts.settings(), absolute))
                .filter(mount ->
                        mount.type().equals("bind") && mount.destination().equals(absolute));
        if (!quote.isEmpty()) {
            evidence.add("the words were: " + Quote.of(quote));
        }
        reason.ifPresent(evidence::add);
        made.ifPresent(mount -> evidence.add("it is the " + Mounts.words(mount)
                + ": where there is nothing, the engine makes a folder of that name on the host"));
        String user = facts.settings().user();
        if (!user.isEmpty() && !user.equals("root") && !user.equals("0")) {
            evidence.add("it runs as user " + user + ", who also needs to enter each folder above it");
        }
        var fix = new ArrayList<String>();
        if (made.isPresent()) {
            String source = made.get().source();
            fix.add("ls -la " + source + "   # on the host: empty? then there was no file when the container was made");
            fix.add("rmdir " + source + ", put the file there, and " + deployment.recreate());
            fix.add("or, if it is to be a folder: name the program in CMD or ENTRYPOINT");
        } else if (quote.toLowerCase(java.util.Locale.ROOT).contains("is a directory")
                || reason.filter(why -> why.endsWith(" is a folder")).isPresent()) {
            fix.add("name the program in CMD or ENTRYPOINT: " + absolute + " is a folder");
        } else {
            fix.addAll(permitting(
                    facts,
                    deployment,
                    absolute,
                    reason.filter(why -> why.endsWith("noexec")).isPresent()));
        }
        boolean outside =
                made.isPresent() || reason.filter(why -> why.endsWith("noexec")).isPresent();
        fix.add(outside ? deployment.up() : deployment.rebuild());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run: " + Quote.bare(path)
                        + " is not an executable file for its user (mode, or a folder).",
                evidence,
                fix);
    }
}
