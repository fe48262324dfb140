package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.Mount;
import io.lastwords.model.journal.LogLine.Stream;
import io.lastwords.model.journal.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts for a test, as the core would have gathered them; what is not said is as of a plain container. */
final class FactsBuilder {
    static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    /** As the core finds it. */
    private static final Pattern HEAD = Pattern.compile("^\\s*(thread '[^']*' .{0,20}panicked at"
            + "|Traceback \\(most recent call last\\)|Exception in thread \"|Unhandled [Ee]xception|panic: |fatal error: "
            + "|terminate called |PHP Fatal error|Fatal error: Uncaught|Uncaught |\\[?UnhandledPromiseRejection|node:internal/"
            + "|([a-z][\\w]*\\.){1,12}[A-Z][\\w$]*(Exception|Error)(: |$)|[A-Z]\\w{0,60}(Error|Exception): )");

    private final List<RunFacts> runs = new ArrayList<>();
    private final Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    private final Map<String, String> labels = new HashMap<>();
    private final List<Mount> mounts = new ArrayList<>();
    private List<String> command = List.of("/app/backend");
    private List<String> environment = List.of("PATH");
    private List<String> ports = List.of();
    private String workingDir = "/app";
    private String user = "";
    private String policy = "unless-stopped";
    private String network = "bridge";
    private boolean tty;
    private boolean init;
    private boolean job;
    private long memoryLimit;
    private @Nullable String healthcheck;
    private Facts.@Nullable FailedStart failedStart;
    private Facts.@Nullable Health health;
    private @Nullable Examination examined;
    private Before before = Before.NOTHING;
    private String imageId = "sha256:4be1";

    static FactsBuilder container(String... command) {
        var builder = new FactsBuilder();
        if (command.length > 0) {
            builder.command = List.of(command);
        }
        return builder;
    }

    FactsBuilder compose() {
        labels.put("com.docker.compose.project", "shop");
        labels.put("com.docker.compose.service", "backend");
        labels.put("com.docker.compose.project.config_files", "/srv/shop/docker-compose.yml");
        return this;
    }

    FactsBuilder label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    FactsBuilder workingDir(String dir) {
        workingDir = dir;
        return this;
    }

    FactsBuilder user(String name) {
        user = name;
        return this;
    }

    FactsBuilder policy(String name) {
        policy = name;
        return this;
    }

    FactsBuilder network(String mode) {
        network = mode;
        return this;
    }

    FactsBuilder environment(String... names) {
        environment = List.of(names);
        return this;
    }

    FactsBuilder ports(String... published) {
        ports = List.of(published);
        return this;
    }

    FactsBuilder tty() {
        tty = true;
        return this;
    }

    FactsBuilder init() {
        init = true;
        return this;
    }

    FactsBuilder job() {
        job = true;
        return this;
    }

    FactsBuilder memoryLimit(long bytes) {
        memoryLimit = bytes;
        return this;
    }

    FactsBuilder bind(String source, String destination) {
        mounts.add(new Mount("bind", source, destination, false, null));
        return this;
    }

    FactsBuilder readOnlyBind(String source, String destination) {
        mounts.add(new Mount("bind", source, destination, true, null));
        return this;
    }

    FactsBuilder volume(String name, String destination) {
        mounts.add(new Mount("volume", "/var/lib/docker/volumes/" + name + "/_data", destination, false, name));
        return this;
    }

    FactsBuilder tmpfs(String destination) {
        mounts.add(new Mount("tmpfs", "", destination, false, null));
        return this;
    }

    FactsBuilder failedStart(int exitCode, String error) {
        failedStart = new Facts.FailedStart(exitCode, error);
        symptoms.add(Symptom.START_FAILED);
        return this;
    }

    FactsBuilder unhealthy(String check, String output) {
        healthcheck = check;
        health = new Facts.Health("unhealthy", 3, output);
        symptoms.add(Symptom.UNHEALTHY);
        return this;
    }

    /** What the examination found; without a say of its own the chain is the command alone. */
    FactsBuilder examined(ExaminationBuilder found) {
        examined = found.build();
        return this;
    }

    FactsBuilder before(Before what) {
        before = what;
        return this;
    }

    FactsBuilder imageId(String id) {
        imageId = id;
        return this;
    }

    FactsBuilder symptom(Symptom... more) {
        symptoms.addAll(List.of(more));
        return this;
    }

    /** One more run, which wrote nothing unless told so. */
    FactsBuilder run(int exitCode, Consumer<Run> of) {
        var run = new Run(exitCode, START.plusSeconds(60L * runs.size()));
        of.accept(run);
        runs.add(run.build());
        symptoms.add(exitCode == 0 ? Symptom.EXIT_ZERO : Symptom.EXIT_NONZERO);
        return this;
    }

    /** One more run with this on stderr. */
    FactsBuilder died(int exitCode, String stderr) {
        return run(exitCode, run -> run.stderr(stderr));
    }

    /** Three runs with this on stdout, in a loop. */
    FactsBuilder looped(int exitCode, String stdout) {
        for (int i = 0; i < 3; i++) {
            run(exitCode, run -> run.stdout(stdout));
        }
        return symptom(Symptom.RESTART_LOOP, Symptom.SHORT_RUN);
    }

    Facts build() {
        var settings = new ContainerSettings(
                "shop-backend-1",
                "shop/backend:1.4",
                imageId,
                command.getFirst(),
                command.subList(1, command.size()),
                null,
                command,
                workingDir,
                user,
                "4be1c0ffee00",
                tty,
                false,
                false,
                init,
                new ContainerSettings.RestartPolicy(policy, 0),
                null,
                null,
                memoryLimit,
                "json-file",
                labels,
                environment,
                mounts,
                ports,
                network,
                healthcheck,
                START,
                "x86_64",
                null,
                job,
                true);
        int count = runs.size() + (failedStart == null ? 0 : 1);
        return new Facts(
                new Origin("host", "engine", "host/shop/backend/1", "c0ffee"),
                settings,
                symptoms,
                runs,
                failedStart,
                health,
                count,
                examined,
                before,
                null);
    }

    /** One run in the making. */
    static final class Run {
        private final int exitCode;
        private final Instant start;
        private final List<Line> lines = new ArrayList<>();
        private long stdoutBytes;
        private long stderrBytes;
        private long millis = 300;
        private boolean oomKilled;
        private boolean oomEvent;
        private boolean signalled;
        private boolean witnessed = true;
        private boolean unterminated;
        private boolean replaced;
        private boolean markerSeen;
        private int pages;
        private RunFacts.Log log = RunFacts.Log.COMPLETE;

        private Run(int exitCode, Instant start) {
            this.exitCode = exitCode;
            this.start = start;
        }

        Run stdout(String text) {
            stdoutBytes += write(Stream.STDOUT, text);
            unterminated = !text.isEmpty() && !text.endsWith("\n");
            return this;
        }

        Run stderr(String text) {
            stderrBytes += write(Stream.STDERR, text);
            return this;
        }

        /** Stdout as its size and its end alone. */
        Run bytes(long total, boolean cut) {
            stdoutBytes = total;
            unterminated = cut;
            lines.add(new Line(Stream.STDOUT, start.plusMillis(200), "line 372 of the output"));
            return this;
        }

        Run lasting(long duration) {
            millis = duration;
            return this;
        }

        Run log(RunFacts.Log known) {
            log = known;
            return this;
        }

        Run oomKilled() {
            oomKilled = true;
            return this;
        }

        Run oomEvent() {
            oomEvent = true;
            return this;
        }

        Run signalled() {
            signalled = true;
            return this;
        }

        Run unwitnessed() {
            witnessed = false;
            return this;
        }

        Run replaced() {
            replaced = true;
            return this;
        }

        Run markerSeen() {
            markerSeen = true;
            return this;
        }

        Run pages(int bursts) {
            pages = bursts;
            return this;
        }

        /** Time goes by between one line and the next. */
        Run later(long duration) {
            millis += duration;
            return this;
        }

        private long write(Stream stream, String text) {
            if (text.isEmpty()) {
                return 0;
            }
            for (String line : text.split("\n", -1)) {
                lines.add(new Line(stream, start.plusMillis(millis - 1), line));
            }
            if (text.endsWith("\n")) {
                lines.removeLast();
            }
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        private RunFacts build() {
            return new RunFacts(
                    start,
                    start.plusMillis(millis),
                    exitCode,
                    millis,
                    oomKilled,
                    oomEvent,
                    signalled,
                    witnessed,
                    stdoutBytes,
                    stderrBytes,
                    lines.size(),
                    markerSeen,
                    log,
                    unterminated,
                    replaced,
                    pages,
                    lines.subList(0, Math.min(5, lines.size())),
                    lines.subList(Math.max(0, lines.size() - 20), lines.size()),
                    head());
        }

        private List<Line> head() {
            var head = new ArrayList<Line>();
            int following = 0;
            for (Line line : lines) {
                if (following == 0 && HEAD.matcher(line.text()).find()) {
                    head.clear();
                    following = 9;
                }
                if (following > 0) {
                    following--;
                    head.add(line);
                } else if (!head.isEmpty() && head.size() < 14 && line.text().startsWith("Caused by: ")) {
                    head.add(line);
                }
            }
            return head;
        }
    }
}
