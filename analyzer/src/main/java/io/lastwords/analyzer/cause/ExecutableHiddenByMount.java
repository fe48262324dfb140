package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.journal.ContainerSettings.Mount;
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
        return "the missing program's path lies below the destination of a bind mount, a volume or a tmpfs";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return MissingProgram.of(facts, epilogue).flatMap(missing -> {
            if (!missing.byName()) {
                String path = Mounts.absolute(facts.settings(), missing.path());
                return Mounts.above(facts.settings(), path)
                        .map(mount -> opinion(facts, missing, mount, path, 0.92 * easier(missing.sure())));
            }
            return Mounts.overPath(facts.settings())
                    .map(mount -> opinion(facts, missing, mount, missing.path(), 0.85 * missing.sure()))
                    .or(() -> overWorkingDir(facts, missing));
        });
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
        return new Verdict.Likely(
                Math.min(1, confidence),
                "The " + words + " hides the image's " + destination + ", where " + deployment.subject() + " has its "
                        + Quote.bare(path) + ".",
                List.of(
                        "the words were: " + Quote.of(missing.quote()),
                        missing.byName()
                                ? "a " + words + " lies over the image's folder"
                                : path + " lies below " + destination + ", which is a " + words,
                        "what the image itself has in " + destination + " cannot be seen through a mount"),
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
