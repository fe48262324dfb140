package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The program's file ends before its own headers say: a copy that stopped early. */
final class TruncatedBinary implements Cause {
    private static final Pattern JAR = Pattern.compile("^Error: Invalid or corrupt jarfile (\\S+)");

    @Override
    public CauseName name() {
        return CauseName.TRUNCATED_BINARY;
    }

    @Override
    public String says() {
        return "The program's file was cut short: a part that is to be loaded is missing.";
    }

    @Override
    public String when() {
        return "its headers name segments beyond the end of the file, and it dies of a signal or cannot be run; weakly "
                + "where only its section table is cut, with which it may run";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        for (Program program : Program.chain(facts)) {
            var elf = program.elf();
            if (elf.isPresent() && (elf.get().segmentsCut() || elf.get().sectionsCut())) {
                double confidence = confidence(facts, epilogue, elf.get());
                if (confidence > 0) {
                    return Optional.of(opinion(facts, program, elf.get(), confidence));
                }
            }
        }
        return jar(facts, epilogue).or(() -> ruledOut(facts));
    }

    /** An archive has its directory at its end. */
    private static Optional<Verdict> jar(Facts facts, Epilogue epilogue) {
        var said = epilogue.findFatal(JAR);
        if (said.isEmpty() || !Ends.nonZero(facts)) {
            return Optional.empty();
        }
        String jar = said.get().match().group(1);
        return Program.chain(facts).stream()
                .filter(program -> program.path().equals(Mounts.absolute(facts.settings(), jar)))
                .flatMap(program -> program.copy().stream())
                .filter(copy -> copy.content() == FileCopy.Content.ZIP)
                .findFirst()
                .map(copy -> jar(facts, said.get(), Mounts.absolute(facts.settings(), jar), copy));
    }

    private static Verdict jar(Facts facts, Epilogue.Said said, String path, FileCopy copy) {
        var deployment = new Deployment(facts.settings());
        return new Verdict.Likely(
                said.confidence(0.88),
                deployment.subject() + " runs a jar that is broken, as one that was cut short: " + path + ".",
                List.of(
                        "it wrote " + said.quote(),
                        path + " has " + Figures.bytes(copy.size()) + " and begins as a jar does; its directory, which "
                                + "is at the end, cannot be read",
                        Ends.words(facts)),
                List.of(
                        "docker run --rm --entrypoint ls " + facts.settings().image() + " -l " + path
                                + "   # against the size of the file that the build made",
                        "in the Dockerfile, after COPY or the download of " + path
                                + ": RUN sha256sum -c, so that a short copy fails the build",
                        deployment.rebuildWithoutCache()));
    }

    private static double confidence(Facts facts, Epilogue epilogue, ElfFacts elf) {
        if (!elf.segmentsCut()) {
            return Ends.nonZero(facts) && epilogue.texts().isEmpty() ? 0.3 : 0;
        }
        if (facts.unrun()) {
            return 0.93;
        }
        if (facts.failedStart() != null) {
            return 0.75;
        }
        RunFacts run = facts.lastRun().orElse(null);
        if (run == null) {
            return 0; // it runs
        }
        return switch (run.signal()) {
            case 11, 7, 4, 5, 8, 6 -> 0.97;
            case 9 -> run.oomEvent() || run.signalled() ? 0.5 : 0.9;
            default -> run.exitCode() == 0 ? 0 : epilogue.has(Ends.FORMAT) ? 0.93 : 0.75;
        };
    }

    private static Verdict opinion(Facts facts, Program program, ElfFacts elf, double confidence) {
        var deployment = new Deployment(facts.settings());
        String path = program.path();
        var evidence = new ArrayList<String>();
        evidence.add(path + " has " + Figures.bytes(elf.fileSize()) + ", and its headers name "
                + (elf.segmentsCut()
                        ? "a segment to be loaded that ends at " + Figures.bytes(elf.segmentsEnd())
                        : "a section table that ends at " + Figures.bytes(elf.sectionsEnd())));
        if (elf.segmentsCut() && elf.sectionsEnd() > elf.segmentsEnd()) {
            evidence.add("the whole file had at least " + Figures.bytes(elf.sectionsEnd()) + ", by its section table");
        }
        evidence.add(Ends.words(facts));
        facts.lastRead().filter(RunFacts::silent).ifPresent(run -> evidence.add("it wrote nothing"));
        whole(program).ifPresent(evidence::add);
        var fix = new ArrayList<String>();
        fix.add("docker run --rm --entrypoint ls " + facts.settings().image() + " -l " + path
                + "   # against the size of the file that the build made");
        fix.add(Mounts.onHost(facts.settings(), path)
                .map(host -> "copy the file anew to " + host + " on the host and compare: sha256sum " + host)
                .orElse("in the Dockerfile, after COPY or the download of " + path
                        + ": RUN sha256sum -c, so that a short copy fails the build"));
        fix.add(deployment.rebuildWithoutCache());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " runs a file that was cut short: " + path + " ends at "
                        + Figures.bytes(elf.fileSize()) + " of at least "
                        + Figures.bytes(Math.max(elf.segmentsEnd(), elf.sectionsEnd())) + ".",
                evidence,
                fix);
    }

    /** A copy elsewhere that is larger. */
    private static Optional<String> whole(Program program) {
        ExaminedFile file = program.file();
        long size = program.copy().map(FileCopy::size).orElse(0L);
        if (file.coveredBy() != null && file.inImage() != null && file.inImage().size() > size) {
            return Optional.of("below the mount the image's own has " + Figures.file(file.inImage()));
        }
        if (file.inEarlier() != null && file.inEarlier().size() > size) {
            return Optional.of("in the image that it ran before the file has " + Figures.file(file.inEarlier()));
        }
        return Optional.empty();
    }

    private static Optional<Verdict> ruledOut(Facts facts) {
        boolean asked = Ends.quietly(facts)
                || facts.lastRun().filter(run -> run.signal() == 11).isPresent();
        return asked
                ? Program.own(facts)
                        .flatMap(program -> program.elf()
                                .filter(elf ->
                                        !elf.segmentsCut() && elf.problems().isEmpty())
                                .map(elf -> new Verdict.RuledOut(program.path()
                                        + " is whole: its last segment ends at " + Figures.bytes(elf.segmentsEnd())
                                        + " of " + Figures.bytes(elf.fileSize()))))
                : Optional.empty();
    }
}
