package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A job that did its work and ended well, and a restart policy that runs it again and again. */
final class CompletedJob implements Cause {
    private static final Pattern ONE_SHOT = Pattern.compile(
            "(?i)(?:^|[\\s/_:.-])(?:migrat(?:e|ion|ions|or)|seed(?:er|s)?|initdb|init[-_]\\w+|setup|bootstrap|provision|backup|restore"
                    + "|pg_dump|pg_restore|mysqldump|mongodump|dump|cleanup|purge|prune|cron(?:job)?|job|once"
                    + "|createsuperuser|collectstatic|createdb|create[-_](?:topics?|buckets?|users?|indexes)|db:\\w+|rsync"
                    + "|certbot|alembic|flyway|liquibase|hello|pytest)(?:$|[\\s/_:.-])");
    /** Of a build tool, or as a program's name; as anything else it is mostly the name of a folder. */
    private static final Pattern WORK =
            Pattern.compile("(?i)(?:[\\w-]+:)*(?:install|build|tests?|lint|report|sync|import|export)(?::[\\w-]+)*");

    private static final Pattern WORK_OF =
            Pattern.compile("(?i)(?:.*[_-])?(?:install|build|tests?|lint|report|sync|import|export)"
                    + "|(?:install|build|lint|sync|import|export)[_-](?!api|app|service|server|worker|daemon|web|bot"
                    + "|gateway|consumer|listener|proxy).*");

    /** A name of work is short. */
    private static final int LONGEST = 100;

    private static final Pattern SCRIPT = Pattern.compile("\\.(?:[cm]?[jt]s|py|sh|rb|php|pl)$");

    private static final Pattern WORKS = Pattern.compile(
            "npm|npx|pnpm|yarn|bun|bundle|make|just|go|cargo|mvnw?|gradlew?|ant|rake|composer|dotnet|pip\\d?|poetry|uv|manage\\.py|artisan");
    private static final Pattern CONNECTED = Pattern.compile("(?i)\\bconnect(?:ed|ion)\\b|\\blogged in\\b");
    private static final Pattern TRIVIAL =
            Pattern.compile("(?:true|:|sleep|test|cp|mv|rm|mkdir|chown|chmod|ln|touch|install)\\b.*");
    private static final Pattern SHORT_TOOL = Pattern.compile(
            "(?:echo|printf|date|ls|cat|env|id|uname|hostname|curl|wget|tar|hello|mc|kubectl|aws)\\b.*");
    private static final Pattern SERVES = Pattern.compile(
            "(?i)\\b(?:serve|server|daemon|worker|gunicorn|uvicorn|nginx|httpd|redis-server|postgres|mysqld|listen|runserver|start)\\b");
    private static final Pattern FINISHED = Pattern.compile(
            "(?i)\\b(?:done|complete[d]?|finished|success(?:ful|fully)?|succeeded|applied|up[- ]to[- ]date|nothing to (?:do|migrate)"
                    + "|no (?:pending )?migrations|migrated|seeded|(?:backup|dump|report) (?:written|saved|created)|exiting normally)\\b");
    private static final Pattern LISTENS = Pattern.compile(
            "(?i)\\b(?:listening|server (?:is )?(?:running|started)|started .*\\bon port|ready to accept|running on http|serving|"
                    + "accepting connections|starting up|about to (?:run|exec)|executing)\\b");
    private static final Pattern TROUBLE =
            Pattern.compile("(?i)\\b(?:error|exception|fatal|panic|failed|failure|cannot|could not|denied|refused)\\b");

    @Override
    public CauseName name() {
        return CauseName.COMPLETED_JOB;
    }

    @Override
    public String says() {
        return "A job that is done and ended well is started again by its restart policy.";
    }

    @Override
    public String when() {
        return "exit code 0 under `always` or `unless-stopped`, its output whole and the same each time, and a one-shot "
                + "command (`migrate`, `seed`, `backup`) or words like `done` at the end";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        var settings = facts.settings();
        if (last.isEmpty()
                || last.get().exitCode() != 0
                || !settings.restartPolicy().restarts(0)
                || facts.has(Symptom.MARKER_MISSING)
                || new ShellWithoutTerminal().judge(facts, epilogue).isPresent()) {
            return Optional.empty();
        }
        RunFacts run = facts.lastRead().orElse(last.get());
        var invocation = Invocation.of(settings);
        var evidence = new ArrayList<String>();
        double confidence = worth(facts, run, invocation, evidence);
        if (confidence < 0.2) {
            return Optional.empty();
        }
        return Optional.of(opinion(facts, Math.min(confidence, 0.95), evidence));
    }

    /** Whether its command names work that ends. */
    static boolean isWork(Invocation invocation) {
        String line = invocation.line();
        return ONE_SHOT.matcher(line).find() || isWorkOfATool(invocation);
    }

    static boolean isWorkOfATool(Invocation invocation) {
        List<String> args = invocation.args();
        boolean tool = WORKS.matcher(invocation.program()).matches()
                || args.stream()
                        .limit(1)
                        .anyMatch(arg -> WORKS.matcher(Figures.base(arg)).matches() || arg.equals("-m"));
        return isWork(invocation.program())
                || isScript(invocation.program())
                || args.stream().anyMatch(arg -> SCRIPT.matcher(arg).find() ? isScript(arg) : tool && isWork(arg));
    }

    /** A script may say in its name what of: {@code import-users.sh}. */
    private static boolean isScript(String path) {
        String name = Figures.base(path);
        return name.length() <= LONGEST
                && SCRIPT.matcher(name).find()
                && WORK_OF.matcher(SCRIPT.matcher(name).replaceFirst("")).matches();
    }

    private static boolean isWork(String word) {
        return word.length() <= LONGEST && WORK.matcher(word).matches();
    }

    /** Who connects successfully has done nothing yet. */
    static String withoutGreeting(String line) {
        return CONNECTED.matcher(line).find() ? line.replaceAll("(?i)\\bsuccess(?:ful|fully)?\\b", "") : line;
    }

    private static double worth(Facts facts, RunFacts run, Invocation invocation, List<String> evidence) {
        evidence.add("exit code 0 after " + run.durationMillis() + " ms, and the restart policy is "
                + facts.settings().restartPolicy().name());
        String line = invocation.line();
        boolean trivial = TRIVIAL.matcher(line).matches();
        boolean oneShot = trivial
                || SHORT_TOOL.matcher(line).matches()
                || (isWork(invocation) && !SERVES.matcher(line).find());
        String ending =
                run.lastLines().isEmpty() ? "" : run.lastLines().getLast().text();
        boolean finished = FINISHED.matcher(withoutGreeting(ending)).find();
        boolean silent = run.stdoutBytes() + run.stderrBytes() == 0;
        double confidence;
        if (facts.settings().job()) {
            evidence.add("the label lastwords.job says that ending with 0 is its purpose");
            confidence = 0.95;
        } else if (silent) {
            confidence = trivial ? 0.8 : 0;
        } else if (disturbed(run, ending)) {
            confidence = 0;
        } else {
            confidence = oneShot ? finished ? 0.9 : 0.75 : finished ? 0.6 : 0.3;
        }
        if (oneShot) {
            evidence.add("its command is one that ends: " + Quote.of(line));
        }
        if (!silent && !ending.isBlank()) {
            evidence.add("it ended its output in order: " + Quote.of(ending));
        }
        return confidence * ends(facts, evidence) * regular(facts, run, evidence) * known(facts, run, evidence);
    }

    /** A script that runs to its last line, and starts nothing that stays. */
    private static double ends(Facts facts, List<String> evidence) {
        var script = Program.own(facts)
                .flatMap(program -> program.script()
                        .filter(text -> !text.exec()
                                && !text.background()
                                && text.daemons().isEmpty()
                                && text.lastLine() != null));
        script.ifPresent(
                text -> evidence.add("its script runs to the last line: " + Quote.of(String.valueOf(text.lastLine()))));
        return script.isPresent() ? 1.05 : 1;
    }

    /** Whether its output speaks of trouble, of a server, or is cut. */
    private static boolean disturbed(RunFacts run, String ending) {
        return !run.head().isEmpty()
                || (TROUBLE.matcher(ending).find() && !FINISHED.matcher(ending).find())
                || run.lastLines().stream()
                        .anyMatch(line -> LISTENS.matcher(line.text()).find());
    }

    private static double regular(Facts facts, RunFacts run, List<String> evidence) {
        if (facts.runs().size() < 2) {
            return 1;
        }
        if (facts.runs().stream().anyMatch(other -> other.exitCode() != 0)) {
            evidence.add("not every run ended with 0");
            return 0.7;
        }
        boolean alike = facts.runs().stream()
                .filter(other -> other.log() == RunFacts.Log.COMPLETE)
                .allMatch(other -> other.lines() == run.lines());
        if (alike) {
            evidence.add("each of the last " + facts.runs().size() + " runs ended so, with as many lines");
            return 1.05;
        }
        return 1;
    }

    private static double known(Facts facts, RunFacts run, List<String> evidence) {
        double known = run.stdoutUnterminated() && !facts.settings().tty() ? 0.7 : 1;
        return switch (run.log()) {
            case COMPLETE -> known;
            case READING -> {
                evidence.add("its output is still being read");
                yield 0.8 * known;
            }
            case INCOMPLETE -> {
                evidence.add("a part of its output is not known");
                yield 0.7 * known;
            }
        };
    }

    private static Verdict opinion(Facts facts, double confidence, List<String> evidence) {
        var deployment = new Deployment(facts.settings());
        String policy = facts.settings().restartPolicy().name();
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " does its work, ends well, and is started again because its restart policy is "
                        + policy + ".",
                evidence,
                List.of(
                        "docker update --restart=no " + facts.settings().name() + "   # ends the loop now",
                        deployment.edit(
                                "restart: \"no\" (or on-failure, to repeat it only where it fails)",
                                "--restart=no (or on-failure, to repeat it only where it fails)")));
    }
}
