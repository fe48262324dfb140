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
                    + "|AccessDeniedException|Read-only file system|ReadOnlyFilesystem",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ELSEWHERE = Pattern.compile(
            "permission denied (?:for (?:table|schema|relation|database|sequence|user|function)|\\(publickey)|docker\\.sock",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern READ_ONLY =
            Pattern.compile("EROFS|Read-only file system|ReadOnlyFilesystem", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("[`'\"‘(\\s:](/[\\w./@+-]{2,})");
    private static final Pattern BINDING = Pattern.compile("\\b(?:bind|listen)", Pattern.CASE_INSENSITIVE);

    /** In a trace the words of the refusal name no port, but its frames do. */
    private static final Pattern BINDS = Pattern.compile("\\b(?:server_)?bind\\(|in server_bind$|\\.listen\\(");

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
                    ? Optional.of(
                            opinion(facts, new Refusal(cwd.group(), cwd.group(1), false), failed.exitCode(), 0.95))
                    : Optional.empty();
        }
        if (new NotExecutable().judge(facts, epilogue).isPresent()) {
            return Optional.empty();
        }
        return epilogue.ran()
                .flatMap(words -> words.find(DENIED)
                        .filter(said -> !ELSEWHERE.matcher(said.line()).find())
                        .map(said -> opinion(facts, words, said)));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said) {
        String path = path(said.line());
        boolean port = path.isEmpty() && (BINDING.matcher(said.line()).find() || (words.error() && words.has(BINDS)));
        return opinion(facts, new Refusal(said.line(), path, port), words.exitCode(), said.confidence(0.88));
    }

    /**
     * What was refused.
     *
     * @param path of the file or folder; empty where the words name none
     * @param port whether it was to listen
     */
    private record Refusal(String quote, String path, boolean port) {
        boolean readOnly() {
            return READ_ONLY.matcher(quote).find();
        }

        String what() {
            return port ? "listen on its port" : path.isEmpty() ? "do what it tried" : "use " + path;
        }

        String why() {
            return readOnly()
                    ? "it is read-only"
                    : Capability.isNotPermitted(quote) ? "operation not permitted" : "permission denied";
        }
    }

    private static Verdict opinion(Facts facts, Refusal refusal, int exitCode, double confidence) {
        var deployment = new Deployment(facts.settings());
        var settings = facts.settings();
        String path = refusal.path();
        Optional<Mount> mount = path.isEmpty() ? Optional.empty() : Mounts.at(settings, path);
        // what lies in a mount may be refused by the mounted file system itself
        var capability = mount.isPresent() ? Optional.<Capability>empty() : Capability.of(refusal.quote());
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + Quote.of(refusal.quote()));
        evidence.add("exit code " + exitCode);
        if (!refusal.readOnly()) { // then it makes no difference who it is
            evidence.add("it runs as " + (settings.user().isEmpty() ? "root" : "user " + settings.user()));
        }
        capability.ifPresent(lacking -> evidence.add(lacks(lacking, isRoot(facts))));
        owner(facts, path).ifPresent(evidence::add);
        mount.ifPresent(at -> evidence.add(
                path + " lies in the " + Mounts.words(at) + (at.readOnly() ? ", which is read-only" : "")));
        var fix = capability
                .map(lacking -> List.of(grant(facts, deployment, lacking)))
                .orElseGet(() -> fix(facts, deployment, refusal, mount));
        var all = new ArrayList<>(fix);
        all.add(deployment.up());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " may not " + refusal.what() + ": " + refusal.why() + ".",
                evidence,
                all);
    }

    private static boolean isRoot(Facts facts) {
        return facts.settings().user().replaceFirst(":.*", "").matches("|root|0");
    }

    private static String lacks(Capability capability, boolean root) {
        return capability.usual()
                ? root
                        ? "root may do that, unless the capability " + capability + " was taken from it"
                        : "only root may do that, with the capability " + capability
                : "root in a container may do that only with the capability " + capability;
    }

    private static String grant(Facts facts, Deployment deployment, Capability capability) {
        if (isRoot(facts)) {
            return deployment.edit("cap_add: [" + capability + "]", "--cap-add " + capability);
        }
        return capability.usual()
                ? deployment.edit(
                        "user: root; or do it in the Dockerfile before USER",
                        "--user root; or do it in the Dockerfile before USER")
                : deployment.edit("user: root, cap_add: [" + capability + "]", "--user root --cap-add " + capability);
    }

    private static List<String> fix(Facts facts, Deployment deployment, Refusal refusal, Optional<Mount> mount) {
        var settings = facts.settings();
        String path = refusal.path();
        String who = settings.user().isEmpty() ? "<its uid>" : settings.user();
        if (refusal.port()) {
            return List.of("let it listen on a port from 1024 on and publish that");
        }
        if (refusal.readOnly()) {
            return List.of(deployment.edit(
                    "take :ro (or read_only) away, or put a volume or tmpfs at "
                            + (path.isEmpty() ? "that path" : path),
                    "--tmpfs " + (path.isEmpty() ? "PATH" : folder(path)) + ", or no :ro or --read-only"));
        }
        if (path.isEmpty() && Capability.isNotPermitted(refusal.quote())) {
            return List.of(
                    deployment.logs() + "   # what was it about to do?",
                    "docker inspect -f '{{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}' " + settings.name()
                            + "   # what was taken from it?");
        }
        if (path.isEmpty()) {
            return List.of(
                    deployment.logs() + "   # what was it about to do?",
                    "a file or folder: in the Dockerfile, before USER: RUN chown -R " + who
                            + " it; a port below 1024: take a higher one");
        }
        String volume = mount.map(Mount::volume).orElse(null);
        if (volume != null) {
            String at = mount.get().destination();
            return List.of("docker run --rm --user 0 -v " + volume + ":" + at + " --entrypoint chown "
                    + settings.image() + " -R " + who + " " + at
                    + "   # an image's own owner counts only while the volume is new");
        }
        return mount.flatMap(at -> Mounts.onHost(settings, path))
                .map(host -> List.of(
                        "ls -ldn " + host,
                        "sudo chown -R " + who + " " + host + "   # by number, as the container sees it"))
                .orElseGet(() -> List.of(
                        "docker run --rm --entrypoint id " + settings.image() + "   # who it is",
                        "in the Dockerfile, before USER: RUN chown -R " + who + " " + path));
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

    private static String path(String line) {
        var found = PATH.matcher(line);
        return found.find() ? found.group(1) : "";
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? path.substring(0, slash) : path;
    }
}
