package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ordered registry of causes, and how their opinions become one ranked answer. */
public final class Causes {
    /** Where fewer than some dozens of recorded cases stand behind a confidence, it is not more than this. */
    private static final double CAP = 0.9;

    /** Below this nothing is an answer, and 'unexplained' leads. */
    private static final double ANSWER = 0.5;

    /** As many as a person would check. */
    private static final int RULED_OUT = 8;

    private static final Comparator<Diagnosis.Cause> STRONGEST =
            Comparator.comparingDouble(Diagnosis.Cause::confidence).reversed();

    private final List<Cause> causes;

    Causes(List<Cause> causes) {
        this.causes = List.copyOf(causes);
    }

    /** Every cause, the more specific before the more general. */
    public static Causes all() {
        return new Causes(List.of(
                new PortTakenOnHost(),
                new InvalidUser(),
                new LogDriverFailed(),
                new MountFailed(),
                new ExecutableHiddenByMount(),
                new TruncatedBinary(),
                new WrongArchitecture(),
                new NotAProgram(),
                new NotExecutable(),
                new CrlfScript(),
                new InterpreterNotFound(),
                new MissingSharedLibrary(),
                new LibcTooOld(),
                new StubBinary(),
                new StaleVolume(),
                new StaleImage(),
                new EntrypointNeverExecs(),
                new Daemonized(),
                new ShellWithoutTerminal(),
                new UnflushedOutput(),
                new MainNotReached(),
                new NothingToDo(),
                new OutOfMemory(),
                new Aborted(),
                new IllegalInstruction(),
                new AddressInUse(),
                new MissingConfiguration(),
                new DependencyUnreachable(),
                new PermissionDenied(),
                new DiskFull(),
                new Unhealthy(),
                new ExecutableNotFound(),
                new SegmentationFault(),
                new CompletedJob(),
                new UncaughtError()));
    }

    /** Each cause's name in the order of the registry, 'unexplained' last. */
    public List<CauseName> names() {
        var names = new ArrayList<>(causes.stream().map(Cause::name).toList());
        names.add(CauseName.UNEXPLAINED);
        return names;
    }

    List<Cause> causes() {
        return causes;
    }

    /** The answer: ranked causes, never empty, and those ruled out. */
    public Answer judge(Facts facts) {
        var specific = new ArrayList<Diagnosis.Cause>();
        var general = new ArrayList<Diagnosis.Cause>();
        var ruledOut = new ArrayList<Diagnosis.RuledOut>();
        var epilogue = Epilogue.of(facts);
        for (Cause cause : causes) {
            cause.judge(facts, epilogue).ifPresent(verdict -> {
                switch (verdict) {
                    case Verdict.Likely likely ->
                        (cause.general() ? general : specific).add(opinion(cause.name(), likely));
                    case Verdict.RuledOut out ->
                        ruledOut.add(new Diagnosis.RuledOut(cause.name().label(), out.because()));
                }
            });
        }
        var ranked = new ArrayList<>(specific);
        general.sort(STRONGEST); // of equal ones the more specific stays first
        general.forEach(cause -> ranked.add(atMost(cause, 1 - strongest(ranked))));
        ranked.sort(STRONGEST);
        if (ranked.isEmpty() || ranked.getFirst().confidence() < ANSWER) {
            double rest = ranked.isEmpty() ? 1 : 1 - ranked.getFirst().confidence();
            ranked.addFirst(opinion(CauseName.UNEXPLAINED, Unexplained.of(facts, rest)));
        }
        var learned = facts.learned();
        if (learned != null) {
            ranked.set(0, with(ranked.getFirst(), learned.words()));
        }
        return new Answer(ranked, ruledOut.stream().limit(RULED_OUT).toList());
    }

    /** Ranked causes and those ruled out. */
    public record Answer(List<Diagnosis.Cause> causes, List<Diagnosis.RuledOut> ruledOut) {
        public Answer {
            causes = List.copyOf(causes);
            ruledOut = List.copyOf(ruledOut);
        }
    }

    private static double strongest(List<Diagnosis.Cause> causes) {
        return causes.stream().mapToDouble(Diagnosis.Cause::confidence).max().orElse(0);
    }

    private static Diagnosis.Cause opinion(CauseName name, Verdict.Likely likely) {
        double confidence = Math.min(likely.confidence(), CAP);
        return new Diagnosis.Cause(name.label(), round(confidence), likely.summary(), likely.evidence(), likely.fix());
    }

    private static Diagnosis.Cause atMost(Diagnosis.Cause cause, double limit) {
        double confidence = round(Math.min(cause.confidence(), limit));
        return new Diagnosis.Cause(cause.cause(), confidence, cause.summary(), cause.evidence(), cause.fix());
    }

    private static Diagnosis.Cause with(Diagnosis.Cause cause, String more) {
        var evidence = new ArrayList<>(cause.evidence());
        evidence.add(more);
        return new Diagnosis.Cause(cause.cause(), cause.confidence(), cause.summary(), evidence, cause.fix());
    }

    private static double round(double confidence) {
        return Math.round(confidence * 100) / 100.0;
    }
}
