package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.journal.ContainerSettings.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mount lies over the folder in which the image has the program. */
final class ExecutableHiddenByMount implements Cause {
    @Override
    public CauseName name() {
        return CauseName.EXECUTABLE_HIDDEN_BY_MOUNT;
    }

    @Override
    public String says() {
        return "A mount lies over the folder of the image's program and hides it.";
    }

    @Override
    public String when() {
        return "the missing program's path lies below the destination of a bind mount, a volume or a tmpfs; the examination names the "
                + "file in the image beneath it";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return MissingProgram.of(facts, epilogue)
                .flatMap(missing -> hides(facts, missing))
                .or(() -> ruledOut(facts));
    }

    private static Optional<Verdict> hides(Facts facts, MissingProgram missing) {
        Optional<ExaminedFile> file = missing.program(facts).map(Program::file);
        FileCopy below = file.map(ExaminedFile::inImage).orElse(null);
        if (file.isPresent() && below != null) {
            String over = file.get().coveredBy();
            var linked = over == null ? target(below) : Optional.<String>empty();
            String path = linked.orElse(file.get().path());
            var mount = over == null
                    ? linked.flatMap(to -> Mounts.above(facts.settings(), to))
                    : Mounts.at(facts.settings(), over);
            if (over == null && mount.isEmpty()) {
                return Optional.of(
                        new Verdict.RuledOut("no mount lies over " + file.get().path()));
            }
            return mount.map(at -> below.present()
                    ? opinion(facts, missing, at, path, 0.97)
                    : new Verdict.RuledOut(
                            "below the mount of " + at.destination() + " the image has no " + path + " either"));
        }
        return byWords(facts, missing);
    }

    /** Where the image's own links lead, which may be below a mount. */
    private static Optional<String> target(FileCopy below) {
        return below.links().isEmpty()
                ? Optional.empty()
                : Optional.of(below.links().getLast())
                        .filter(link -> link.contains(" -> /"))
                        .map(link -> link.substring(link.lastIndexOf(" -> ") + 4));
    }

    private static Optional<Verdict> byWords(Facts facts, MissingProgram missing) {
        if (!missing.byName()) {
            String path = Mounts.absolute(facts.settings(), missing.path());
            return Mounts.above(facts.settings(), path)
                    .map(mount -> opinion(facts, missing, mount, path, 0.92 * easier(missing.sure())));
        }
        return Mounts.overPath(facts.settings())
                .map(mount -> opinion(facts, missing, mount, missing.path(), 0.85 * missing.sure()))
                .or(() -> overWorkingDir(facts, missing));
    }

    private static Optional<String> mounted(Facts facts, Mount mount) {
        return facts.examination().stream()
                .flatMap(exam -> exam.mounts().stream())
                .filter(seen -> seen.destination().equals(mount.destination()))
                .findFirst()
                .flatMap(seen -> Boolean.TRUE.equals(seen.mountedEmpty())
                        ? Optional.of("the mounted folder is empty")
                        : Boolean.FALSE.equals(seen.sourceExists())
                                ? Optional.of("the mount's source " + seen.source() + " does not exist on the host")
                                : Optional.empty());
    }

    /** After a silent end people suspect that something else lies over their program. */
    private static Optional<Verdict> ruledOut(Facts facts) {
        return Ends.quietly(facts)
                ? Program.own(facts)
                        .filter(program -> program.file().coveredBy() == null
                                && program.copy().isPresent())
                        .map(program -> new Verdict.RuledOut("no mount lies over " + program.path()))
                : Optional.empty();
    }

    /** A shell's 'not found' may mean a missing interpreter; under a mount the mount is likelier. */
    private static double easier(double sure) {
        return Math.max(sure, Math.min(0.8, sure + 0.2));
    }

    /** Where the program's PATH may lead into the mounted folder ({@code /app/.venv/bin}); PATH itself is not known. */
    private static Optional<Verdict> overWorkingDir(Facts facts, MissingProgram missing) {
        String dir = facts.settings().workingDir();
        if (dir.length() < 2) {
            return Optional.empty();
        }
        return Mounts.at(facts.settings(), Mounts.absolute(facts.settings(), dir))
                .map(mount -> opinion(facts, missing, mount, missing.path(), 0.35));
    }

    private static Verdict opinion(Facts facts, MissingProgram missing, Mount mount, String path, double confidence) {
        var deployment = new Deployment(facts.settings());
        String destination = mount.destination();
        String words = Mounts.words(mount);
        var evidence = new ArrayList<String>();
        evidence.add(missing.words());
        evidence.add(
                missing.byName()
                        ? "a " + words + " lies over the image's folder"
                        : path + " lies below " + destination + ", which is a " + words);
        evidence.add(missing.program(facts)
                .flatMap(Program::image)
                .map(below -> "the image itself has " + path + " beneath it: " + Figures.file(below))
                .orElse("what the image itself has in " + destination + " cannot be seen through a mount"));
        mounted(facts, mount).ifPresent(evidence::add);
        return new Verdict.Likely(
                Math.min(1, confidence),
                "The " + words + " hides the image's " + destination + ", where " + deployment.subject() + " has its "
                        + Quote.bare(path) + ".",
                evidence,
                List.of(
                        "docker run --rm --entrypoint ls " + facts.settings().image() + " -la " + destination
                                + "   # the image without the mount",
                        deployment.edit(
                                "remove the mount of " + destination + " under volumes, or narrow it to a folder "
                                        + "without the program",
                                "leave out the mount of " + destination + ", or narrow it to a folder without the "
                                        + "program"),
                        deployment.up()));
    }
}
