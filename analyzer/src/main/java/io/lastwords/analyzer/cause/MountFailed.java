package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.MountFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The engine could not make one of the container's mounts. */
final class MountFailed implements Cause {
    private static final Pattern KIND =
            Pattern.compile("Are you trying to mount a directory onto a file|mount\\S* .*not a directory");
    private static final Pattern SOURCE_MISSING = Pattern.compile(
            "bind source path does not exist: (\\S+)|statfs (\\S+): no such file|error while creating mount source path "
                    + "'([^']+)'");
    private static final Pattern OTHER =
            Pattern.compile("error mounting \\S+ to rootfs|error while mounting volume|failed to mount local volume|"
                    + "invalid mount config|invalid tmpfs option|mounting \\\\*\"\\S+ to rootfs|create mountpoint for");
    private static final Pattern ENDS = Pattern.compile(
            "mounting \\\\*\"([^\"\\\\]+)\\\\*\" to rootfs(?: \\\\*\"[^\"\\\\]+\\\\*\")? at \\\\*\"([^\"\\\\]+)\\\\*\"");

    @Override
    public CauseName name() {
        return CauseName.MOUNT_FAILED;
    }

    @Override
    public String says() {
        return "One of its mounts cannot be made: the source is missing, or a directory meets a file.";
    }

    @Override
    public String when() {
        return "the engine refuses the start with `Are you trying to mount a directory onto a file`, `bind source path "
                + "does not exist` or `error mounting`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed == null) {
            return Optional.empty();
        }
        String error = failed.error();
        var missing = SOURCE_MISSING.matcher(error);
        if (missing.find()) {
            String source = missing.group(1) != null
                    ? missing.group(1)
                    : missing.group(2) != null ? missing.group(2) : missing.group(3);
            return Optional.of(opinion(
                    facts,
                    "the mount's source " + source + " does not exist on the host and could not be made.",
                    error.substring(missing.start()),
                    List.of("ls -ld " + source, "create " + source + " on the engine's host, or correct the path")));
        }
        if (KIND.matcher(error).find()) {
            return Optional.of(kinds(facts, error));
        }
        return OTHER.matcher(error).find()
                ? Optional.of(opinion(facts, "the engine could not make a mount.", error, List.of()))
                : Optional.empty();
    }

    /** What is at the two ends of a mount, where that is amiss. */
    private static List<String> seen(MountFacts mount) {
        var seen = new ArrayList<String>();
        if (Boolean.FALSE.equals(mount.sourceExists())) {
            seen.add("the source " + mount.source() + " does not exist on the host");
        }
        if (mount.mounted() != null && mount.inImage() != null && mount.mounted() != mount.inImage()) {
            String kind = word(mount.mounted());
            String other = word(mount.inImage());
            if (!kind.isEmpty() && !other.isEmpty()) {
                seen.add(
                        mount.source() + " is " + kind + ", and the image has " + other + " at " + mount.destination());
            }
        }
        return seen;
    }

    private static String word(Existence existence) {
        return switch (existence) {
            case FILE -> "a file";
            case DIRECTORY -> "a directory";
            case MISSING, SPECIAL, LINK_LOOP, UNREADABLE -> "";
        };
    }

    private static Verdict kinds(Facts facts, String error) {
        var ends = ENDS.matcher(error);
        if (!ends.find()) {
            return opinion(
                    facts, "a mount puts a directory onto a file, or a file onto a directory.", error, List.of());
        }
        String source = ends.group(1);
        String destination = ends.group(2);
        return opinion(
                facts,
                "the mount of " + source + " onto " + destination + " puts a directory onto a file, or a file onto a "
                        + "directory.",
                error.substring(ends.start()),
                List.of(
                        "ls -ld " + source + "   # an empty directory of root: Docker made it because the file was "
                                + "missing",
                        "if so: rmdir " + source + " and put the file there"));
    }

    private static Verdict opinion(Facts facts, String what, String quote, List<String> first) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add("the engine said: " + Quote.of(quote));
        if (!facts.settings().mounts().isEmpty()) {
            evidence.add("its mounts are: "
                    + String.join(
                            ", ",
                            facts.settings().mounts().stream()
                                    .map(Mounts::words)
                                    .toList()));
        }
        facts.examination().stream()
                .flatMap(exam -> exam.mounts().stream())
                .forEach(mount -> evidence.addAll(seen(mount)));
        var fix = new ArrayList<>(first);
        if (first.isEmpty()) {
            fix.add(deployment.inspect("{{json .HostConfig.Mounts}} {{json .HostConfig.Binds}}"));
        }
        fix.add(deployment.up());
        return new Verdict.Likely(0.96, deployment.subject() + " cannot start: " + what, evidence, fix);
    }
}
