package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ElfFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was deployed is the placeholder that a build keeps its dependencies warm with: {@code fn main() {}}. It takes
 * both, an end without a word and a sign in the file, to say so: a small honest program has only the first.
 */
final class StubBinary implements Cause {
    private static final long AT_ONCE_MILLIS = 3_000;

    @Override
    public CauseName name() {
        return CauseName.STUB_BINARY;
    }

    @Override
    public String says() {
        return "The program is the build's placeholder (`fn main() {}`), not the project's own.";
    }

    @Override
    public String when() {
        return "it ends with 0 at once without a word of its own, in a loop or without its marker, and the file shows it: "
                + "an empty main function, the marker nowhere in its bytes, no source path of the project, a dummy source "
                + "in the image's history, a larger file in the image before";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var exam = facts.examination();
        var own = Program.own(facts).filter(program -> program.step().kind() == CommandStep.Kind.PROGRAM);
        if (exam.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        Program program = own.get();
        var copy = program.copy();
        var elf = program.elf();
        if (copy.isEmpty() || elf.isEmpty() || elf.get().segmentsCut()) {
            return Optional.empty();
        }
        StubSigns signs = StubSigns.of(facts, exam.get(), program, copy.get(), elf.get());
        if (facts.unrun()) {
            return signs.empty() ? Optional.of(opinion(facts, program, elf.get(), signs, 0.85)) : Optional.empty();
        }
        return silentlyEnds(facts) ? likely(facts, program, elf.get(), signs) : ended(facts);
    }

    private static Optional<Verdict> ended(Facts facts) {
        return Ends.nonZero(facts) && Ends.quietly(facts)
                ? facts.lastRun()
                        .map(run -> new Verdict.RuledOut("a stub ends with 0; the exit code is " + run.exitCode()))
                : Optional.empty();
    }

    private static boolean silentlyEnds(Facts facts) {
        return facts.lastRun()
                        .filter(run -> run.exitCode() == 0 && run.durationMillis() < AT_ONCE_MILLIS)
                        .isPresent()
                && (facts.has(Symptom.RESTART_LOOP) || facts.has(Symptom.MARKER_MISSING))
                && !spoke(facts);
    }

    private static boolean spoke(Facts facts) {
        OwnWords words = OwnWords.of(facts);
        return (words == OwnWords.SPOKE && StubSigns.placeholder(facts).isEmpty())
                || facts.lastRead().filter(RunFacts::markerSeen).isPresent();
    }

    private static Optional<Verdict> likely(Facts facts, Program program, ElfFacts elf, StubSigns signs) {
        if (signs.strongest() < 0.2) {
            return ruledOut(program, elf);
        }
        double confidence = signs.strongest() * (facts.settings().job() ? 0.5 : 1);
        if (!OwnWords.of(facts).mute() && !signs.empty()) {
            confidence *= 0.8; // what it wrote is not known in full
        }
        return Optional.of(opinion(facts, program, elf, signs, confidence));
    }

    private static Optional<Verdict> ruledOut(Program program, ElfFacts elf) {
        var main = elf.main();
        var sources = elf.sources();
        if (main != null && main.size() > 100) {
            return Optional.of(new Verdict.RuledOut("in " + program.path() + " the function " + main.name() + " has "
                    + Figures.bytes(main.size()) + " of code"));
        }
        if (main != null && main.size() < 0) {
            return Optional.of(new Verdict.RuledOut("the main function of " + program.path() + " does something"));
        }
        // a static program of C has the names of libc's own sources, which nothing tells from the project's
        boolean telling = elf.language() != ElfFacts.Language.C || elf.interpreter() != null;
        return telling && sources != null && sources.count() > 0
                ? Optional.of(new Verdict.RuledOut("the project's own sources are in " + program.path() + ", as "
                        + sources.samples().stream().findFirst().orElse("their paths show")))
                : Optional.empty();
    }

    private static Verdict opinion(Facts facts, Program program, ElfFacts elf, StubSigns signs, double confidence) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<>(signs.signs());
        evidence.add("what runs is " + program.words()
                + (elf.stripped() != null && elf.stripped() ? ", stripped" : "")
                + (elf.language() == ElfFacts.Language.UNKNOWN ? "" : ", built from " + language(elf.language())));
        double known = 1;
        if (!facts.unrun()) {
            evidence.add(Ends.words(facts) + words(facts));
            known = Ends.outputKnown(facts, evidence);
        }
        return new Verdict.Likely(
                Math.min(0.97, confidence * (signs.empty() ? Math.max(known, 0.9) : known)),
                deployment.subject() + " runs a stub: " + program.path()
                        + " is the build's placeholder, which does nothing, and not the project's program.",
                evidence,
                fix(facts, deployment, program, elf));
    }

    private static String words(Facts facts) {
        return switch (OwnWords.of(facts)) {
            case SILENT -> ", and it wrote nothing";
            case ONLY_SCRIPTS -> ", and all that was written is from the script before it";
            case SPOKE, UNKNOWN -> "";
        };
    }

    private static String language(ElfFacts.Language language) {
        return switch (language) {
            case RUST -> "Rust";
            case GO -> "Go";
            case C -> "C";
            case CPP -> "C++";
            case UNKNOWN -> "";
        };
    }

    private static List<String> fix(Facts facts, Deployment deployment, Program program, ElfFacts elf) {
        var fix = new ArrayList<String>();
        if (elf.language() == ElfFacts.Language.RUST) {
            fix.add(
                    "in the Dockerfile, before the last cargo build: RUN touch src/main.rs   # cargo keeps the stub where the "
                            + "real sources are older than its build; or use cargo-chef");
        } else {
            fix.add(
                    "in the Dockerfile, copy the real sources before the build, and remove what was built from the dummy");
        }
        fix.add(deployment.rebuildWithoutCache());
        fix.add("docker run --rm --entrypoint ls " + facts.settings().image() + " -l " + program.path()
                + "   # must differ from the stub's size");
        return fix;
    }
}
