package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** There is no room left where it writes. */
final class DiskFull implements Cause {
    private static final Pattern FULL = Pattern.compile(
            "ENOSPC|StorageFull|No space left on device|Disk quota exceeded|EDQUOT|disk is full",
            Pattern.CASE_INSENSITIVE);

    /** A limit of the kernel's, which has the same code. */
    private static final Pattern WATCHES = Pattern.compile(
            "file watchers|inotify[ _](?:watch|instances|add_watch|init)|(?:ENOSPC|No space left on device).*watch",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PATH = Pattern.compile("(?<![\\w.])/[\\w./-]+");

    @Override
    public CauseName name() {
        return CauseName.DISK_FULL;
    }

    @Override
    public String says() {
        return "There is no room left on a disk that it writes to.";
    }

    @Override
    public String when() {
        return "it, or the engine that starts it, ends with `No space left on device` (ENOSPC) or a full quota";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed != null) {
            return FULL.matcher(failed.error()).find()
                    ? Optional.of(
                            opinion(facts, "the engine said " + Quote.of(failed.error()), failed.exitCode(), 0.95))
                    : Optional.empty();
        }
        return epilogue.ran()
                .filter(words -> !words.has(WATCHES))
                .flatMap(words -> words.find(FULL)
                        .map(said ->
                                opinion(facts, "it wrote " + said.quote(), words.exitCode(), said.confidence(0.92))));
    }

    private static Verdict opinion(Facts facts, String words, int exitCode, double confidence) {
        var deployment = new Deployment(facts.settings());
        var mount = PATH.matcher(words)
                .results()
                .flatMap(path -> Mounts.at(facts.settings(), path.group()).stream())
                .findFirst();
        if (mount.isPresent() && mount.get().type().equals("tmpfs")) {
            String folder = mount.get().destination();
            return new Verdict.Likely(
                    confidence,
                    deployment.subject() + " ended because its tmpfs " + folder + " is full.",
                    List.of(words, folder + " is a tmpfs: memory, with a size of its own", "exit code " + exitCode),
                    List.of(
                            deployment.edit(
                                    "under tmpfs, a larger size: " + folder + ":size=512m",
                                    "--tmpfs " + folder + ":size=512m"),
                            "or write to a volume instead, or less",
                            deployment.up()));
        }
        var evidence = new ArrayList<>(List.of(words, "exit code " + exitCode));
        mount.ifPresent(at -> evidence.add("that path lies in the " + Mounts.words(at)));
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " ended because a disk is full.",
                evidence,
                List.of(
                        "df -h; df -i   # on the host: room and inodes",
                        "docker system df -v   # what images, volumes and build cache take",
                        "docker builder prune   # removes build cache only",
                        deployment.up()));
    }
}
