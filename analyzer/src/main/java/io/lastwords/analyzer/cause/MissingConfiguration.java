package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** It refuses to run because something that it is to be told is not there. Restarting cannot help. */
final class MissingConfiguration implements Cause {
    private static final String NAME =
            "[`'\"]?\\$?\\{?\\b(?!(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG|TRACE|CRITICAL|PANIC|EMERG|SEVERE|NOTE|NOTICE|FAILED|HTTP|JSON|YAML|FILE"
                    + "|E(?:NOTFOUND|AI_[A-Z]+|CONN[A-Z]+|NOENT|ACCES|PERM|TIMEDOUT|HOSTUNREACH|NETUNREACH|ADDR[A-Z]+|INVAL|PIPE)|ERR_\\w+"
                    + "|PERMISSION_DENIED|UNAUTHENTICATED|UNAUTHORIZED|FORBIDDEN|NOT_FOUND|INVALID_ARGUMENT|FAILED_PRECONDITION"
                    + "|UNAVAILABLE|UNIMPLEMENTED|ALREADY_EXISTS|RESOURCE_EXHAUSTED|DEADLINE_EXCEEDED|UNKNOWN_\\w+)\\b)([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,})\\b\\}?[`'\"]?";
    private static final String LACKS =
            "(?:must be (?:set|defined|provided|specified|non-empty)|(?:is|was|are)(?: not|n't) "
                    + "(?:set|defined|specified|provided|configured|found)|(?:is|was) (?:required|missing|undefined|unset|empty)"
                    + "|not (?:set|found|defined|provided)|missing|required|undefined)\\b";

    /** A name of the program's own, of a table, or a server's refusal: none that a deployment sets. */
    private static final Pattern CODE = Pattern.compile("\\b(?:NameError|ReferenceError)\\b|\\bNOAUTH\\b|"
            + "\\b(?i:table|column|schema|sequence|view|index|database) [\"'`]?"
            + "(?!\\w+_(?:URL|URI|HOST|PORT|DSN)\\b|\\w+ env)[A-Z]");

    /** Data that is refused. */
    private static final Pattern DATA = Pattern.compile("\\bSQL(?:STATE|State)?\\b|SQL\\w*Exception|(?i:constraint)");

    /** How to do without, or better. */
    private static final Pattern HINT = Pattern.compile(
            "\\brecommend|\\bto (?:turn|disable|suppress|silence|hide|speed)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_SET = Pattern.compile(
            "\\b(?:not|n't) (?:set|defined|provided|configured|specified)$"
                    + "|\\b(?<!not )(?:must be (?:set|defined|provided|specified)|(?:is|was) (?:required|missing|undefined|unset))$");

    /** It ends for that reason, and not after or when something else is done. */
    private static final Pattern LAST_WORD = Pattern.compile(
            "(?i)\\b(?:exiting|quitting|shutting down|aborting|terminating|giving up)\\W*$|\\bnothing to \\w+\\W*$");

    private static final long SOON_MILLIS = 10_000;

    /** Where Python looks a variable up. */
    private static final Pattern ENVIRON =
            Pattern.compile("\\bos\\.environ\\b|\\benviron[\\[.(]|/environ\\.py\"|<frozen os>|/os\\.py\"");

    private enum Form {
        NAMED(NAME + "(?: (?:env(?:ironment)? )?var(?:iable)?)?:? (?:\\w+ )?" + LACKS, 0.9),
        EMPTY(NAME + "(?: \\w+){0,2} (?:must not|cannot|can't|may not) be (?:empty|blank|null)\\b", 0.9),
        NAMED_AFTER(
                "(?i:missing|required|undefined|unset|set|define|provide)\\b[^:]{0,40}\\b(?:env(?:ironment)?(?: var(?:iable)?s?)?|"
                        + "configuration|config|settings?|variables?)\\b[^A-Z]{0,20}" + NAME,
                0.88),
        VALIDATED_NAME(NAME + ":?\\s*\\[?\\s*['\"]?(?:Required|required|Missing|missing)\\b", 0.85),
        NOT_PRESENT(
                "(?:\\b([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,})\\b.*)?(?:\\bNotPresent\\b|[Ee]nvironment variable not found(?:: *"
                        + NAME + ")?)",
                0.88),
        ASKED_FOR("\\b[Ss]et (?:the )?" + NAME + " env", 0.88),
        RAILS("Missing `(secret_key_base)` for", 0.9),
        SHELL(
                "^[^:]*: (?:line )?(?:\\d+: )?([A-Za-z_]\\w*): (?:unbound variable|parameter (?:not set|null or not set)|must be set)",
                0.92),
        PYTHON_ENVIRON("^KeyError: '([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'$", 0.8),
        VALIDATED(
                "(?i)\\bfield required\\b|Failed to configure a DataSource: '\\w+' attribute is not specified|Could not resolve placeholder '([^']+)'|missing required (?:option|setting|configuration|"
                        + "parameter|environment|property|config)|required property '([^']+)'(?: is)? (?:missing|not set)",
                0.8),
        DATABASE(
                "(?:superuser password|password option) is not specified|You need to specify one of the following as an environment variable",
                0.95),
        ARGUMENT(
                "the following (?:required )?arguments (?:are required|were not provided): *(\\S.*)?"
                        + "|required flag\\(s\\) (\"[^\"]+\"(?:, \"[^\"]+\")*) not set|Missing option '(-[^']+)'|required option '([^']+)' not specified",
                0.88),
        FILE(
                "(?i)(?<![\\w./-])(?=[^\\s'\"]*[./]\\w)([\\w./-]*?(?:config|settings|\\.env|\\.ya?ml|\\.toml|\\.conf|\\.ini|\\.properties|secrets/|credentials|\\.pem|\\.crt|licen[sc]e)[\\w./-]*+)['\"]?[^/;]{0,30}"
                        + "(?:no such file or directory|not found|does not exist)",
                0.75),
        FILE_NAMED(
                "(?i)\\bconfig(?:uration)? file (?:was |is )?(?:not found|missing|does not exist)(?:: *['\"]?(\\.{0,2}/[^\\s'\"]+))?",
                0.75),
        FILE_AFTER(
                "(?i)no such file or directory[^/]{0,12}['\"]([^'\"]*?(?:config|settings|\\.env|\\.ya?ml|\\.toml|\\.conf|\\.ini|"
                        + "\\.properties|secrets/|credentials|\\.pem|\\.crt|licen[sc]e)[\\w./-]*+)['\"]",
                0.75),
        FILE_OF_TLS(
                "(?i)\\b(?:cannot|can't|could not|failed|unable|error)\\b[^/;]{0,40}\\b(?:certificates?|private key|key ?(?:file|pair|store)|certificate key)\\b[^/;]{0,60}?(/[\\w./-]+)[^/;]{0,90}"
                        + "no such file or directory",
                0.8);

        private final Pattern pattern;
        private final double base;

        Form(String pattern, double base) {
            this.pattern = Pattern.compile(pattern);
            this.base = base;
        }

        /** Whether something else says that it is of this form, and means another thing. */
        private boolean fits(Facts facts, Epilogue words, Epilogue.Said said) {
            return switch (this) {
                case NAMED -> !CODE.matcher(said.line()).find();
                case EMPTY -> !DATA.matcher(said.line()).find();
                case NAMED_AFTER, ASKED_FOR -> !HINT.matcher(said.line()).find();
                case PYTHON_ENVIRON -> words.has(ENVIRON);
                case FILE, FILE_NAMED, FILE_AFTER, FILE_OF_TLS ->
                    !address(said)
                            && words.exitCode() != 127
                            && MissingProgram.of(facts, words).isEmpty();
                default -> true;
            };
        }

        /**
         * Whether it may be why a program ended with 0: soon, and of a variable that is not set. A queue that is empty and a
         * file that is not there yet are what a worker ends of when all is done.
         */
        private boolean politely(Facts facts, Epilogue.Said said) {
            return switch (this) {
                case NAMED ->
                    group(said.match()).contains("_")
                            && NOT_SET.matcher(said.match().group()).find()
                            && LAST_WORD.matcher(said.line()).find()
                            && facts.lastRun()
                                    .filter(run -> run.durationMillis() < SOON_MILLIS)
                                    .isPresent();
                default -> false;
            };
        }

        /** Whether the match is of an address and no file's. */
        private static boolean address(Epilogue.Said said) {
            String line = said.line();
            int at = said.match().start();
            int end = line.indexOf(' ', at);
            return line.substring(line.lastIndexOf(' ', at) + 1, end < 0 ? line.length() : end)
                    .contains("://");
        }

        private boolean file() {
            return switch (this) {
                case FILE, FILE_NAMED, FILE_AFTER, FILE_OF_TLS -> true;
                default -> false;
            };
        }
    }

    @Override
    public CauseName name() {
        return CauseName.MISSING_CONFIGURATION;
    }

    @Override
    public String says() {
        return "It refuses to run: a setting, a variable or a configuration file is missing.";
    }

    @Override
    public String when() {
        return "it ends with words like `DATABASE_URL must be set`, `unbound variable`, `NotPresent`, or names a "
                + "configuration file that is not there";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0 || words.closes())
                .flatMap(words -> {
                    Optional<Verdict.Likely> best = Optional.empty();
                    for (Form form : Form.values()) {
                        var here = words.find(form.pattern)
                                .filter(said -> form.fits(facts, words, said)
                                        && (words.exitCode() != 0 || form.politely(facts, said)))
                                .map(said -> opinion(facts, words, form, said));
                        if (here.isPresent()
                                && (best.isEmpty()
                                        || here.get().confidence() > best.get().confidence())) {
                            best = here;
                        }
                    }
                    return best;
                });
    }

    private static Verdict.Likely opinion(Facts facts, Epilogue words, Form form, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        String name = form == Form.RAILS
                ? "SECRET_KEY_BASE"
                : group(said.match()).replaceAll("\"([^\"]+)\"", "--$1"); // as cobra names its flags
        boolean variable = !form.file() && form != Form.ARGUMENT && name.matches("[A-Za-z_]\\w*");
        boolean set = variable && facts.settings().environment().contains(name);
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + said.quote());
        evidence.add("exit code " + words.exitCode());
        if (variable) {
            evidence.add(
                    set
                            ? "the container does have a variable " + name
                                    + ": perhaps it is empty, or not what is expected"
                            : "the container has no variable " + name);
        }
        return new Verdict.Likely(
                said.confidence(set ? 0.7 * form.base : form.base),
                summary(deployment.subject(), form, name, set),
                evidence,
                fix(facts, deployment, form, name, variable));
    }

    private static String summary(String subject, Form form, String name, boolean set) {
        if (name.isEmpty()) {
            return subject + " refuses to run: a setting that it needs is missing.";
        }
        return form.file()
                ? subject + " refuses to run: its configuration file " + name + " is not there."
                : subject + " refuses to run: " + name + (set ? " is not what it needs." : " is not set.");
    }

    private static List<String> fix(Facts facts, Deployment deployment, Form form, String name, boolean variable) {
        if (form.file() && !name.isEmpty()) {
            String path = Mounts.absolute(facts.settings(), name);
            var source = Mounts.onHost(facts.settings(), path);
            if (source.isPresent()) {
                return List.of(
                        "ls -laL '" + source.get() + "'   # on the host: the container sees it as " + path,
                        "put it there, or correct the source of the "
                                + Mounts.at(facts.settings(), path)
                                        .map(Mounts::words)
                                        .orElse("mount"),
                        deployment.up());
            }
            return List.of(
                    "docker run --rm --entrypoint ls " + facts.settings().image() + " -la " + path,
                    deployment.edit(
                            "mount it: ./" + Figures.base(path) + ":" + path + ":ro",
                            "-v \"$PWD\"/" + Figures.base(path) + ":" + path + ":ro"),
                    deployment.up());
        }
        if (form == Form.ARGUMENT) {
            String argument = name.isEmpty() ? "the arguments that it asks for" : name;
            return List.of(
                    deployment.edit("command: with " + argument, argument + " after the image"),
                    deployment.up(),
                    deployment.inspect("{{json .Config.Cmd}}") + "   # what it is given");
        }
        String what = variable ? name + "=..." : "what it asks for";
        return List.of(
                deployment.edit("under environment, set " + what, "-e " + what),
                deployment.up(),
                deployment.inspect("{{json .Config.Env}}") + "   # what it has");
    }

    private static String group(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        return "";
    }
}
