package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.journal.ContainerSettings.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It may not do what it has to do: open a file, enter a folder, listen on a low port. */
final class PermissionDenied implements Cause {
    private static final Pattern DENIED = Pattern.compile(
            "\\bEACCES\\b|\\bEPERM\\b|\\bEROFS\\b|PermissionError|PermissionDenied|Permission denied|Operation not permitted"
                    + "|nio\\.file\\.AccessDeniedException|Read-only file system|ReadOnlyFilesystem"
                    + "|has (?:wrong ownership|invalid permissions)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ELSEWHERE = Pattern.compile(
            "permission denied (?:for (?:table|schema|relation|database|sequence|user|function|view|language|type|large object)|to (?:create|set|alter|drop)\\b|\\(publickey)|docker\\.sock"
                    + "|is not authorized to|PermissionDenied: \\d{3}\\b|\\brpc error\\b|denied on resource"
                    + "|rpc\\.PermissionDenied|StatusRuntimeException|PERMISSION_DENIED:",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CWD =
            Pattern.compile("chdir to cwd \\(\\\\*\"([^\"\\\\]+)\\\\*\"\\) .*permission denied");

    @Override
    public CauseName name() {
        return CauseName.PERMISSION_DENIED;
    }

    @Override
    public String says() {
        return "Its user may not do what it has to do (open a file, enter a folder, listen on a low port).";
    }

    @Override
    public String when() {
        return "it ends with `Permission denied` (EACCES), `Operation not permitted` or `Read-only file system`, or the "
                + "engine cannot enter its working directory";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed != null) {
            var cwd = CWD.matcher(failed.error());
            return cwd.find()
                    ? Optional.of(opinion(
                            facts, new Refusal(cwd.group(), cwd.group(1), Refusal.Kind.FILE), failed.exitCode(), 0.95))
                    : Optional.empty();
        }
        if (new NotExecutable().judge(facts, epilogue).isPresent()) {
            return Optional.empty();
        }
        return epilogue.ran()
                .flatMap(words -> words.find(DENIED)
                        .filter(said -> !ELSEWHERE.matcher(said.line()).find())
                        .map(said -> opinion(
                                facts, Refusal.of(said.line(), words), words.exitCode(), said.confidence(0.88))));
    }

    private static Verdict opinion(Facts facts, Refusal refusal, int exitCode, double confidence) {
        var deployment = new Deployment(facts.settings());
        var settings = facts.settings();
        Optional<Mount> mount = refusal.path().isEmpty() ? Optional.empty() : Mounts.at(settings, refusal.path());
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + Quote.of(refusal.quote()));
        evidence.add("exit code " + exitCode);
        if (refusal.kind() != Refusal.Kind.READ_ONLY) { // then it makes no difference who it is
            evidence.add(settings.user().isEmpty() ? "it is started as root" : "it runs as user " + settings.user());
        }
        refusal.capability().ifPresent(lacking -> evidence.add(lacks(lacking, isRoot(facts))));
        owner(facts, refusal.path()).ifPresent(evidence::add);
        mount.ifPresent(at -> evidence.add(
                refusal.path() + " lies in the " + Mounts.words(at) + (at.readOnly() ? ", which is read-only" : "")));
        var fix = new ArrayList<>(fix(facts, deployment, refusal, mount));
        fix.add(deployment.up());
        return new Verdict.Likely(confidence, deployment.subject() + " " + refusal.words() + ".", evidence, fix);
    }

    private static boolean isRoot(Facts facts) {
        return facts.settings().user().replaceFirst(":.*", "").matches("|root|0");
    }

    private static String lacks(Capability capability, boolean root) {
        String names = "the capability " + capability.names().replace(", ", " or ");
        return capability.usual()
                ? root
                        ? "root may do that in a container, unless " + names + " was taken away (cap_drop)"
                        : "only root may do that"
                : "root may do that in a container only with " + names;
    }

    private static List<String> fix(Facts facts, Deployment deployment, Refusal refusal, Optional<Mount> mount) {
        String path = refusal.path();
        String user = facts.settings().user();
        String who = user.isEmpty() ? "UID:GID" : user;
        String owner = "in the Dockerfile, before USER: RUN chown -R " + who + " ";
        String look = deployment.logs() + "   # what was it about to do?";
        return switch (refusal.kind()) {
            case SETTING ->
                List.of(
                        refusal.ownSetting()
                                ? deployment.edit(
                                        "sysctls: [KEY=VALUE], in place of setting it inside",
                                        "--sysctl KEY=VALUE, in place of setting it inside")
                                : "sudo sysctl -w KEY=VALUE   # on the host, for all of its containers");
            case READ_ONLY ->
                List.of(deployment.edit(
                        "take :ro (or read_only) away, or put a volume or tmpfs at "
                                + (path.isEmpty() ? "that path" : path),
                        "--tmpfs " + (path.isEmpty() ? "PATH" : folder(path)) + ", or no :ro or --read-only"));
            case CAPABILITY -> grant(facts, deployment, refusal.capability().orElseThrow());
            case PORT -> List.of("let it listen on a port from 1024 on and publish that");
            case LISTEN ->
                List.of(
                        look,
                        "on a port below 1024: take a higher one and publish that; on a socket's file: " + owner
                                + "its folder");
            case DEVICE ->
                List.of(
                        "ls -ln " + path + "   # on the host: which group's is it?",
                        deployment.edit(
                                "devices: [" + path + "], group_add: [its group's number]",
                                "--device " + path + " --group-add its group's number"));
            case OPERATION ->
                List.of(
                        look,
                        deployment.inspect("{{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}")
                                + "   # what it was given, and what was taken away");
            case FILE -> file(facts, path.endsWith(".sock") ? folder(path) : path, who, owner, mount);
            case UNKNOWN -> List.of(look, "a file or folder: " + owner + "it; a port below 1024: take a higher one");
        };
    }

    private static List<String> grant(Facts facts, Deployment deployment, Capability capability) {
        var fix = new ArrayList<String>();
        boolean root = isRoot(facts);
        if (root && capability.usual()) {
            fix.add(deployment.inspect("{{.HostConfig.CapDrop}}") + "   # was it taken away?");
        }
        if (capability == Capability.MOUNTING) {
            fix.add(deployment.edit("volumes: or tmpfs: for what it mounts", "-v or --tmpfs for what it mounts"));
        }
        fix.add(
                root || !capability.usual()
                        ? deployment.edit(
                                (root ? "" : "user: root, ") + capability.settings(),
                                (root ? "" : "--user root ") + capability.options())
                        : deployment.edit("user: root", "--user root"));
        if (capability == Capability.CHOWN) {
            fix.add(
                    root
                            ? "or, where that is in a mount of NFS or CIFS: let the start not change its owner"
                            : "or change the owner in the Dockerfile, before USER, where no mount hides it");
        }
        return fix;
    }

    private static List<String> file(Facts facts, String path, String who, String owner, Optional<Mount> mount) {
        var settings = facts.settings();
        String volume = mount.map(Mount::volume).orElse(null);
        if (volume != null) {
            String at = mount.get().destination();
            var fix = new ArrayList<String>();
            if (settings.user().isEmpty()) {
                fix.add("docker run --rm --entrypoint cat " + settings.image()
                        + " /etc/passwd   # UID:GID of the user that it becomes");
            }
            fix.add("docker run --rm --user 0 -v " + volume + ":" + at + " --entrypoint chown "
                    + settings.image() + " -R " + who + " " + at
                    + "   # an image's own owner counts only while the volume is new");
            return fix;
        }
        return mount.flatMap(at -> Mounts.onHost(settings, path))
                .map(host -> List.of(
                        "ls -ldn " + host,
                        "sudo chown -R " + who + " " + host + "   # by number, as the container sees it"))
                .orElseGet(() -> List.of(
                        "docker run --rm --entrypoint id " + settings.image() + "   # who it is", owner + path));
    }

    /** The user against the file's owner and mode, where the examination saw the file. */
    private static Optional<String> owner(Facts facts, String path) {
        var exam = facts.examination();
        var file = exam.flatMap(seen -> seen.file(path));
        if (exam.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        String user = exam.get().command().user();
        return file.get()
                .running()
                .filter(copy -> copy.uid() >= 0)
                .map(copy -> path + " belongs to " + copy.uid() + ":" + copy.gid() + " with mode "
                        + Figures.mode(copy.mode()) + ", and the process is "
                        + (user.isEmpty() ? "root" : "user " + user));
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? path.substring(0, slash) : path;
    }
}
