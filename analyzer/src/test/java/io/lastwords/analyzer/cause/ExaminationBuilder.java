package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.CommandStep.Kind;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.MountFacts;
import io.lastwords.model.examination.OutputRuntime;
import io.lastwords.model.examination.TagFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An examination for a test: a chain of programs, and what is known around it. */
final class ExaminationBuilder {
    static final String IMAGE = "sha256:4be1c0ffee0011223344";
    static final String NEWER = "sha256:77aa88bb99cc00112233";
    static final String EARLIER = "sha256:1111222233334444aaaa";

    private final List<CommandStep> steps = new ArrayList<>();
    private final List<ExaminedFile> files = new ArrayList<>();
    private final List<MountFacts> mounts = new ArrayList<>();
    private final List<ImageFacts.Layer> history = new ArrayList<>();
    private int executable = -1;
    private @Nullable List<String> command = List.of("/app/backend");
    private @Nullable List<String> entrypoint;
    private @Nullable String dropped;
    private @Nullable TagFacts tag = new TagFacts("shop/backend:1.4", IMAGE, IMAGE, null, null);
    private @Nullable String open;
    private @Nullable String earlier;
    private @Nullable OutputRuntime runtime;
    private String host = "x86_64";
    private String imageUser = "";
    private String user = "";

    /** The user's program alone. */
    static ExaminationBuilder program(CopyBuilder copy) {
        return new ExaminationBuilder().then(Kind.PROGRAM, "/app/backend", "command", copy);
    }

    /** An entrypoint script that hands over to the user's program. */
    static ExaminationBuilder entrypoint(String text, CopyBuilder program) {
        return script(text).then(Kind.PROGRAM, "/app/backend", "exec", program);
    }

    /** A script alone. */
    static ExaminationBuilder script(String text) {
        var builder =
                new ExaminationBuilder().then(Kind.SCRIPT, "/app/entrypoint.sh", "command", CopyBuilder.script(text));
        builder.entrypoint = List.of("/app/entrypoint.sh");
        return builder;
    }

    static ExaminationBuilder empty() {
        return new ExaminationBuilder();
    }

    ExaminationBuilder then(Kind kind, String path, String by, CopyBuilder copy) {
        return then(kind, path, by, new ExaminedFile(path, null, copy.build(), copy.build(), null, null));
    }

    ExaminationBuilder then(Kind kind, String path, String by, ExaminedFile file) {
        steps.add(new CommandStep(kind, List.of(path), path, path, path, by));
        files.add(file);
        executable = steps.size() - 1;
        return this;
    }

    /** A step of which no file was looked at. */
    ExaminationBuilder step(Kind kind, String... words) {
        steps.add(new CommandStep(kind, List.of(words), words[0], words[0], null, "exec"));
        executable = steps.size() - 1;
        return this;
    }

    /** Nothing at the program's path; what the image has below a mount, where one covers it. */
    ExaminationBuilder missing(String path, String firstMissing, @Nullable String mount, @Nullable CopyBuilder below) {
        var none = FileCopy.absent(Existence.MISSING, null, firstMissing, List.of(), path, FileCopy.Source.BIND);
        return then(
                Kind.PROGRAM,
                path,
                "command",
                new ExaminedFile(path, mount, none, below == null ? none : below.build(), null, null));
    }

    /** Another copy of the last program: as the mount, the tag and the image before have it. */
    ExaminationBuilder alsoMounted(String mount, CopyBuilder mounted) {
        ExaminedFile file = files.removeLast();
        files.add(new ExaminedFile(
                file.path(), mount, mounted.build(), file.inImage(), file.inTagged(), file.inEarlier()));
        return this;
    }

    ExaminationBuilder alsoTagged(CopyBuilder newer, boolean same) {
        ExaminedFile file = files.removeLast();
        files.add(new ExaminedFile(
                file.path(), file.coveredBy(), file.inContainer(), file.inImage(), newer.build(), file.inEarlier()));
        return tag(NEWER, same);
    }

    ExaminationBuilder alsoEarlier(CopyBuilder before) {
        ExaminedFile file = files.removeLast();
        files.add(new ExaminedFile(
                file.path(), file.coveredBy(), file.inContainer(), file.inImage(), file.inTagged(), before.build()));
        earlier = EARLIER;
        return this;
    }

    ExaminationBuilder tag(@Nullable String now, @Nullable Boolean same) {
        tag = new TagFacts("shop/backend:1.4", IMAGE, now, Instant.parse("2026-11-21T02:30:00Z"), same);
        return this;
    }

    ExaminationBuilder command(String... words) {
        command = words.length == 0 ? null : List.of(words);
        return this;
    }

    /** The script is the command itself. */
    ExaminationBuilder asCommand(String path) {
        entrypoint = null;
        command = List.of(path);
        return this;
    }

    ExaminationBuilder open(String why) {
        open = why;
        return this;
    }

    /** As {@code ENTRYPOINT LINE} without brackets. */
    ExaminationBuilder shellForm(String line) {
        entrypoint = List.of("/bin/sh", "-c", line);
        return this;
    }

    ExaminationBuilder dropped(String baseCommand) {
        dropped = baseCommand;
        command = null;
        return this;
    }

    ExaminationBuilder history(String step) {
        history.add(new ImageFacts.Layer(null, step, 0));
        return this;
    }

    ExaminationBuilder runtime(OutputRuntime.Kind kind, String by, @Nullable String unbufferedBy) {
        runtime = new OutputRuntime(kind, by, null, List.of(), unbufferedBy, List.of());
        return this;
    }

    ExaminationBuilder mount(MountFacts mount) {
        mounts.add(mount);
        return this;
    }

    ExaminationBuilder volume(String name, String destination) {
        return mount(new MountFacts(
                "volume",
                "/var/lib/docker/volumes/" + name + "/_data",
                destination,
                false,
                name,
                List.of(),
                null,
                Existence.DIRECTORY,
                false,
                Existence.DIRECTORY,
                List.of()));
    }

    ExaminationBuilder user(String runs, String image) {
        user = runs;
        imageUser = image;
        return this;
    }

    ExaminationBuilder host(String machine) {
        host = machine;
        return this;
    }

    Examination build() {
        var image = new ImageFacts(
                IMAGE,
                List.of("shop/backend:1.4"),
                Instant.parse("2026-11-20T12:00:00Z"),
                "amd64",
                "linux",
                80_000_000,
                null,
                null,
                "/app",
                imageUser,
                history,
                dropped);
        return new Examination(
                new CommandFacts(
                        entrypoint,
                        command,
                        "/app",
                        user,
                        List.of("/usr/local/bin", "/usr/bin"),
                        steps,
                        executable,
                        open),
                files,
                image,
                tag,
                earlier,
                runtime,
                mounts,
                host,
                0,
                null,
                List.of(),
                List.of(),
                40);
    }
}
