package io.lastwords.analyzer.cause;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program, or the file that an interpreter was to run, which is not where the command says: by the words of the
 * engine's runtime, of a shell or of the interpreter itself.
 *
 * @param path as the command has it
 * @param byName whether it was looked for in PATH
 * @param quote the words; empty where the examination alone tells
 * @param sure the probability that the file is not there (a shell says 'not found' of a missing interpreter too)
 */
record MissingProgram(String path, boolean byName, String quote, double sure) {
    private static final Pattern STAT = Pattern.compile("stat ([^:]+): no such file or directory");
    private static final Pattern IN_PATH =
            Pattern.compile("exec:? \\\\*\"([^\"\\\\]+)\\\\*\": executable file not found in \\$PATH");
    private static final Pattern CRUN = Pattern.compile(
            "executable file [`'\"]([^`'\"]+)[`'\"] not found in \\$PATH|cannot find [`'\"]([^`'\"]+)[`'\"] in \\$PATH",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHELL_NAME = Pattern.compile(
            "(?:^|/)(?:sh|ash|dash|bash|[\\w.-]+\\.sh): (?:line )?(?:\\d+: )?(?:exec: )?([\\w.+-]+): (?:command )?not found$");
    private static final Pattern SHELL_PATH = Pattern.compile(
            "(?:^|/)(?:sh|ash|dash|bash|[\\w.-]+\\.sh): (?:line )?(?:\\d+: )?(?:exec: )?(\\.{0,2}/[^:]*|[\\w.-]+/[^:]*): "
                    + "(not found|No such file or directory|cannot execute: No such file or directory)$");
    private static final List<Pattern> INTERPRETERS = List.of(
            Pattern.compile("python[\\d.]*: can't open file '([^']+)': \\[Errno 2\\]"),
            Pattern.compile("Error: Unable to access jarfile (\\S+)"),
            // a later line is one that redirects its input
            Pattern.compile("^(?:\\S*/)?(?:sh|ash|dash): 0: [Cc](?:annot|an't) open ([^:]+)"),
            Pattern.compile("^(?:\\S*/)?(?:sh|ash): can't open '([^']+)'"),
            Pattern.compile("Could not read package\\.json: .*open '([^']+)'"),
            Pattern.compile("^ *The application '([^']+\\.dll)' does not exist"),
            Pattern.compile("^(?:/bin/)?bash: (/[^:]+): No such file or directory$"));
    private static final Pattern TINI =
            Pattern.compile("^\\[FATAL tini \\(\\d+\\)\\] exec (\\S+) failed: No such file or directory");
    private static final Pattern NODE = Pattern.compile("Error: Cannot find module '(/[^']+)'");

    static Optional<MissingProgram> of(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        var said = failed != null ? ofError(failed.error()) : epilogue.ran().flatMap(words -> ofRun(facts, words));
        return said.isPresent() ? said.flatMap(missing -> missing.examined(facts)) : seen(facts);
    }

    /** What the examination found at its path; empty where it is not known to have looked there. */
    Optional<Program> program(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program -> program.step().given().equals(path)
                        || program.path().equals(byName ? path : Mounts.absolute(facts.settings(), path)))
                .findFirst();
    }

    /** Surer where the examination found nothing there either; void where it found it. */
    private Optional<MissingProgram> examined(Facts facts) {
        var program = program(facts);
        if (program.isEmpty()) {
            return Optional.of(this);
        }
        if (program.get().missing()) {
            return Optional.of(new MissingProgram(path, byName, quote, Math.max(sure, 0.95)));
        }
        return program.get().copy().isPresent() ? Optional.empty() : Optional.of(this);
    }

    /** Without words: a program of the chain is not there, and the code says that something was not. */
    private static Optional<MissingProgram> seen(Facts facts) {
        boolean fits = facts.unrun()
                || facts.failedStart() != null
                || facts.lastRun().filter(run -> run.exitCode() == 127).isPresent();
        return fits
                ? Program.chain(facts).stream()
                        .filter(Program::missing)
                        .findFirst()
                        .map(program -> new MissingProgram(
                                program.step().given(), !program.step().given().contains("/"), "", 0.85))
                : Optional.empty();
    }

    /** How it is known. */
    String words() {
        return quote.isEmpty() ? "the examination found no " + path : "the words were: " + Quote.of(quote);
    }

    private static Optional<MissingProgram> ofError(String error) {
        var stat = STAT.matcher(error);
        if (error.contains("exec") && stat.find()) {
            return Optional.of(new MissingProgram(stat.group(1), false, stat.group(), 0.97));
        }
        var named = IN_PATH.matcher(error);
        if (named.find()) {
            return Optional.of(missing(named.group(1), named.group(), 0.97));
        }
        var crun = CRUN.matcher(error);
        if (crun.find()) {
            String path = crun.group(1) != null ? crun.group(1) : crun.group(2);
            return Optional.of(missing(path, crun.group(), 0.97));
        }
        return Optional.empty();
    }

    private static Optional<MissingProgram> ofRun(Facts facts, Epilogue words) {
        int exitCode = words.exitCode();
        for (Pattern pattern : INTERPRETERS) {
            var said = words.findFatal(pattern); // .NET ends with 145 then
            if (said.isPresent() && exitCode != 0) {
                var found = said.get();
                return Optional.of(
                        new MissingProgram(found.match().group(1), false, found.line(), found.confidence(0.95)));
            }
        }
        var module = words.find(NODE);
        if (module.isPresent()
                && exitCode == 1
                && isArgument(facts, module.get().match().group(1))) {
            var found = module.get();
            return Optional.of(new MissingProgram(found.match().group(1), false, found.line(), found.confidence(0.93)));
        }
        var init = words.find(TINI);
        if (init.isPresent() && exitCode != 0) {
            var found = init.get();
            return Optional.of(missing(found.match().group(1), found.line(), found.confidence(0.95)));
        }
        if (exitCode != 127) {
            return Optional.empty();
        }
        var name = words.find(SHELL_NAME);
        if (name.isPresent()) {
            var found = name.get();
            return Optional.of(missing(found.match().group(1), found.line(), found.confidence(0.85)));
        }
        return words.find(SHELL_PATH)
                .map(found -> missing(
                        found.match().group(1),
                        found.line(),
                        found.confidence(found.match().group(2).equals("not found") ? 0.45 : 0.62)));
    }

    private static MissingProgram missing(String path, String quote, double sure) {
        return new MissingProgram(path, !path.contains("/"), quote, sure);
    }

    /** Whether it is the file that node was asked to run, not one that this file asks for. */
    private static boolean isArgument(Facts facts, String module) {
        return Invocation.of(facts.settings()).args().stream()
                .map(arg -> Mounts.absolute(facts.settings(), arg))
                .anyMatch(path -> path.equals(module) || (path + ".js").equals(module));
    }
}
