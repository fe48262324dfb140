package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.OutputRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It started well and then had nothing that keeps it alive: main returned, the event loop was empty. */
final class NothingToDo implements Cause {
    private static final Pattern STARTED = Pattern.compile(
            "(?i)\\b(?:start(?:ed|ing)|ready|listening|running|serving|initiali[sz]ed|connected|loaded|waiting for|up and running"
                    + "|launched|registered|subscribed|scheduled)\\b");
    private static final Pattern UNSETTLED = Pattern.compile("(?:Detected )?unsettled top-level await");
    private static final int NODE_UNSETTLED = 13;

    private static final Pattern ENDING = Pattern.compile(
            "(?i)\\b(?:done|finished|complete[d]?|exiting|shutting down|stopp(?:ed|ing)|bye|goodbye|error|fail(?:ed|ure)|fatal"
                    + "|nothing to (?:do|migrate)|success(?:ful|fully)?|applied|seeded|executing|about to|up[- ]to[- ]date)\\b");
    private static final Pattern ONE_SHOT = Pattern.compile(
            "(?i)(?:^|[\\s/_:.-])(?:migrat\\w*|seed\\w*|init\\w*|setup|backup|restore|cron|job)(?:$|[\\s/_:.-])");

    @Override
    public CauseName name() {
        return CauseName.NOTHING_TO_DO;
    }

    @Override
    public String says() {
        return "It started well, and then nothing kept it alive: main returned, or the event loop was empty.";
    }

    @Override
    public String when() {
        return "exit code 0 in a loop after words like `started` or `listening` as the last ones, the output whole and no "
                + "word of an end; its marker came";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        var read = facts.lastRead();
        var unsettled = epilogue.findFatal(UNSETTLED);
        if (last.isPresent() && last.get().exitCode() == NODE_UNSETTLED && unsettled.isPresent()) {
            return Optional.of(unsettled(facts, unsettled.get()));
        }
        if (last.isEmpty()
                || read.isEmpty()
                || last.get().exitCode() != 0
                || read.get().exitCode() != 0
                || read.get().lastLines().isEmpty()
                || facts.settings().job()
                || !facts.settings().restartPolicy().restarts(0)
                || !facts.has(Symptom.RESTART_LOOP)
                || facts.has(Symptom.MARKER_MISSING)
                || epilogue.error()) {
            return Optional.empty();
        }
        RunFacts run = read.get();
        String line = run.lastLines().getLast().text();
        var invocation = Invocation.of(facts.settings());
        if (!STARTED.matcher(line).find()
                || ENDING.matcher(CompletedJob.withoutGreeting(line)).find()
                || ONE_SHOT.matcher(invocation.line()).find()
                || CompletedJob.isWorkOfATool(invocation)
                || OwnWords.of(facts) == OwnWords.ONLY_SCRIPTS
                || new Daemonized().judge(facts, epilogue).isPresent()
                || new ShellWithoutTerminal().judge(facts, epilogue).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(opinion(facts, run, line));
    }

    private static Verdict unsettled(Facts facts, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        return new Verdict.Likely(
                0.85,
                deployment.subject()
                        + " ended while it awaited something at its top level that nothing can settle any more.",
                List.of(
                        "it wrote " + said.quote(),
                        "exit code 13, as Node ends where the event loop is empty and a top-level await is not settled"),
                List.of(
                        "at the line that it names: await what resolves, and call resolve or reject on every way through it",
                        deployment.rebuild()));
    }

    private static Verdict opinion(Facts facts, RunFacts run, String line) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add("its last words are " + Quote.of(line) + ": no error, and no word of an end");
        evidence.add(Ends.words(facts));
        // without an examination nobody knows what runs: a hint, and no answer
        double confidence = facts.examined() == null ? 0.35 : 0.62;
        if (run.markerSeen()) {
            evidence.add("its marker came: main was reached");
            confidence += 0.1;
        }
        boolean same = facts.runs().size() > 1
                && facts.runs().stream().allMatch(other -> other.exitCode() == 0 && other.lines() == run.lines());
        if (same) {
            evidence.add("each of the last " + facts.runs().size() + " runs ended so, with as many lines");
            confidence += 0.05;
        }
        var kind = facts.examination().map(exam -> exam.runtime()).map(OutputRuntime::kind);
        if (kind.isPresent() && keeps(kind.get()).isPresent()) {
            evidence.add(keeps(kind.get()).get());
            confidence += 0.1;
        }
        confidence *= Ends.outputKnown(facts, evidence);
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " starts well and then ends with 0: nothing keeps it alive.",
                evidence,
                List.of(
                        "in the program, at the end of main: " + fix(kind.orElse(OutputRuntime.Kind.OTHER)),
                        "if ending is its purpose: " + deployment.edit("restart: \"no\"", "--restart=no"),
                        deployment.rebuild()));
    }

    private static Optional<String> keeps(OutputRuntime.Kind kind) {
        return switch (kind) {
            case NODE -> Optional.of("Node ends by itself when no server, timer or socket is open");
            case PYTHON -> Optional.of("Python ends when the main thread returns and only daemon threads are left");
            case GO -> Optional.of("Go ends when main returns, whatever goroutines run");
            case RUST, RUST_BUFWRITER -> Optional.of("Rust ends when main returns, whatever threads run");
            case JAVA -> Optional.of("Java ends when only daemon threads are left");
            case STDIO, SHELL, RUBY, PERL, PHP, OTHER -> Optional.empty();
        };
    }

    private static String fix(OutputRuntime.Kind kind) {
        return switch (kind) {
            case NODE -> "keep a server listening (server.listen), and await what is asynchronous";
            case PYTHON -> "serve_forever(), asyncio.run of a task that waits, or join the threads";
            case GO -> "block: err := server.ListenAndServe(), or <-ctx.Done()";
            case RUST, RUST_BUFWRITER -> "await the server (server.await?), or join the threads (handle.join())";
            case JAVA -> "join a thread that is no daemon thread, or server.awaitTermination()";
            case STDIO, SHELL, RUBY, PERL, PHP, OTHER -> "wait for the server, the threads or the children";
        };
    }
}
