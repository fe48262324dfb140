package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.MarkerSearch;
import io.lastwords.model.examination.OutputRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The line of main is in the program and was never printed: it ends before, or takes another way. */
final class MainNotReached implements Cause {
    @Override
    public CauseName name() {
        return CauseName.MAIN_NOT_REACHED;
    }

    @Override
    public String says() {
        return "The program can print its marker, and never does: it ends before it reaches that place.";
    }

    @Override
    public String when() {
        return "the marker occurs in the executable's bytes and in no run's output, without a word that says why; less "
                + "surely where its output may be lost in a buffer";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty() || !facts.has(Symptom.MARKER_MISSING)) {
            return Optional.empty();
        }
        return Program.own(facts)
                .flatMap(program -> program.copy()
                        .flatMap(MainNotReached::present)
                        .flatMap(marker -> likely(facts, program, marker, last.get())));
    }

    /** The marker's literal, where it is in the file. */
    static Optional<MarkerSearch> present(FileCopy copy) {
        return copy.markers().stream().filter(MarkerSearch::found).findFirst();
    }

    private static Optional<Verdict> likely(Facts facts, Program program, MarkerSearch marker, RunFacts run) {
        OwnWords words = OwnWords.of(facts);
        double confidence = words.mute() ? 0.72 : words == OwnWords.UNKNOWN ? 0.4 : 0.25;
        if (run.exitCode() != 0) {
            confidence *= run.signal() > 0 ? 0.3 : 0.6;
        }
        var runtime = facts.examination().map(exam -> exam.runtime());
        boolean buffers = runtime.filter(MainNotReached::loses).isPresent() && !Swallowed.flushes(facts, run);
        if (buffers) {
            confidence *= Swallowed.cares(program) ? 0.85 : 0.6;
        }
        if (StubSigns.empty(program)) {
            confidence *= 0.2;
        }
        if (marker.partial()) {
            confidence *= 0.9;
        }
        if (confidence < 0.1) {
            return Optional.empty();
        }
        return Optional.of(opinion(facts, program, marker, buffers, confidence));
    }

    /** Whether this runtime keeps lines back that an abrupt end loses. */
    static boolean loses(OutputRuntime runtime) {
        return runtime.unbufferedBy() == null
                && switch (runtime.kind()) {
                    case STDIO, PYTHON, RUST_BUFWRITER, PERL, RUBY, PHP -> true;
                    case RUST, JAVA, NODE, GO, SHELL, OTHER -> false;
                };
    }

    private static Verdict opinion(
            Facts facts, Program program, MarkerSearch marker, boolean buffers, double confidence) {
        var deployment = new Deployment(facts.settings());
        var settings = facts.settings();
        var evidence = new ArrayList<String>();
        evidence.add("the marker " + Quote.of(marker.marker()) + " is in " + program.words());
        long without = facts.runs().stream()
                .filter(run -> run.log() == RunFacts.Log.COMPLETE && !run.markerSeen())
                .count();
        evidence.add("it came in none of the last " + without + " runs whose output is whole");
        evidence.add(Ends.words(facts));
        if (buffers) {
            evidence.add("against it: it may have been printed into a buffer and lost");
        }
        double known = Ends.outputKnown(facts, evidence);
        return new Verdict.Likely(
                confidence * known,
                deployment.subject() + " ends before it prints its marker: " + program.path()
                        + " does not reach that place in main.",
                evidence,
                List.of(
                        "docker run --rm -it --cap-add SYS_PTRACE --entrypoint strace " + settings.image() + " -f "
                                + program.path() + "   # its last calls (strace must be in the image)",
                        "look at what runs before it: static initialisers, an early return, an option or a variable that "
                                + "leads elsewhere",
                        deployment.logs()));
    }
}
