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
                    ? Optional.of(opinion(facts, cwd.group(), cwd.group(1), failed.exitCode(), 0.95))
                    : Optional.empty();
        }
        if (new NotExecutable().judge(facts, epilogue).isPresent()) {
            return Optional.empty();
        }
        return epilogue.ran()
                .flatMap(words -> words.find(DENIED)
                        .filter(said -> !ELSEWHERE.matcher(said.line()).find())
                        .map(said -> opinion(
                                facts, said.line(), path(said.line()), words.exitCode(), said.confidence(0.88))));
    }

    private static Verdict opinion(Facts facts, String quote, String path, int exitCode, double confidence) {
        var deployment = new Deployment(facts.settings());
        var settings = facts.settings();
        boolean readOnly = READ_ONLY.matcher(quote).find();
        boolean port = path.isEmpty() && BINDING.matcher(quote).find();
        Optional<Mount> mount = path.isEmpty() ? Optional.empty() : Mounts.at(settings, path);
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + Quote.of(quote));
        evidence.add("exit code " + exitCode);
        if (!readOnly) { // then it makes no difference who it is
            evidence.add("it runs as "
                    + (settings.user().isEmpty() ? "the image's default user" : "user " + settings.user()));
        }
        owner(facts, path).ifPresent(evidence::add);
        mount.ifPresent(at -> evidence.add(
                path + " lies in the " + Mounts.words(at) + (at.readOnly() ? ", which is read-only" : "")));
        String what = port ? "listen on its port" : path.isEmpty() ? "do what it tried" : "use " + path;
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " may not " + what + (readOnly ? ": it is read-only." : ": permission denied."),
                evidence,
                fix(facts, deployment, path, mount, readOnly, port));
    }

    private static List<String> fix(
            Facts facts, Deployment deployment, String path, Optional<Mount> mount, boolean readOnly, boolean port) {
        var settings = facts.settings();
        var fix = new ArrayList<String>();
        if (port) {
            fix.add("let it listen on a port from 1024 on and publish that");
        } else if (readOnly) {
            fix.add(deployment.edit(
                    "take :ro (or read_only) away, or put a volume or tmpfs at "
                            + (path.isEmpty() ? "that path" : path),
                    "--tmpfs " + (path.isEmpty() ? "PATH" : folder(path)) + ", or no :ro or --read-only"));
        } else {
            String who = settings.user().isEmpty() ? "<its uid>" : settings.user();
            Optional<String> source = mount.flatMap(at -> Mounts.onHost(settings, path));
            Optional<Mount> volume = mount.filter(at -> at.volume() != null);
            if (volume.isPresent()) {
                String name = volume.get().volume();
                String at = volume.get().destination();
                fix.add("docker run --rm --user 0 -v " + name + ":" + at + " --entrypoint chown " + settings.image()
                        + " -R " + who + " " + at + "   # an image's own owner counts only while the volume is new");
                fix.add(deployment.up());
                return fix;
            }
            fix.add(source.map(host -> "ls -ldn " + host)
                    .orElse("docker run --rm --entrypoint id " + settings.image() + "   # who it is"));
            fix.add(source.map(host -> "sudo chown -R " + who + " " + host + "   # by number, as the container sees it")
                    .orElse("in the Dockerfile, before USER: RUN chown -R " + who + " "
                            + (path.isEmpty() ? "the folder it writes to" : path)));
        }
        fix.add(deployment.up());
        return fix;
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
