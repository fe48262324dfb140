package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file that the container is to run is not there. */
final class ExecutableNotFound implements Cause {
    @Override
    public CauseName name() {
        return CauseName.EXECUTABLE_NOT_FOUND;
    }

    @Override
    public String says() {
        return "The program that the container is to run is not in it.";
    }

    @Override
    public String when() {
        return "the engine refuses the start (`stat X: no such file or directory`, `executable file not found in "
                + "$PATH`), or a shell or an interpreter ends with these words, and the examination finds nothing there";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return MissingProgram.of(facts, epilogue)
                .<Verdict>map(missing -> opinion(facts, missing))
                .or(() -> MissingModule.of(facts, epilogue).map(module -> module.opinion(facts)))
                .or(() -> ruledOut(facts));
    }

    private static Verdict opinion(Facts facts, MissingProgram missing) {
        var deployment = new Deployment(facts.settings());
        String path = missing.path();
        var evidence = new ArrayList<String>();
        evidence.add(missing.words());
        evidence.add("the command is " + Quote.of(facts.commandLine()));
        missing.program(facts)
                .map(Program::file)
                .map(ExaminedFile::inContainer)
                .ifPresent(copy -> evidence.addAll(seen(copy)));
        if (missing.byName()) {
            facts.examination()
                    .map(exam -> exam.command().searchPath())
                    .filter(folders -> !folders.isEmpty())
                    .ifPresent(folders -> evidence.add("its PATH is " + String.join(":", folders)));
        }
        var fix = new ArrayList<String>();
        String image = facts.settings().image();
        boolean itself = path.equals(facts.settings().path());
        if (itself && path.contains("$")) {
            evidence.add("nobody but a shell puts a variable's value in the place of " + Quote.of(path));
            fix.add("let a shell run it: " + instruction(facts, List.of("sh", "-c", "exec " + line(facts))));
        } else if (itself && path.contains(" ")) {
            evidence.add("the program's name holds a space: perhaps a whole command line was given as one word");
            fix.add("give its words apart: "
                    + instruction(facts, List.of(line(facts).split(" +", -1))));
        } else if (missing.byName()) {
            fix.add("docker run --rm --entrypoint sh " + image + " -c 'command -v " + path + "; echo $PATH'");
            fix.add("install " + path + " in the image's last stage, or name it by its full path in CMD");
        } else {
            String absolute = Mounts.absolute(facts.settings(), path);
            if (!path.startsWith("/")) {
                evidence.add("in the working directory " + dir(facts) + " this is " + absolute);
            }
            fix.add("docker run --rm --entrypoint ls " + image + " -la " + folder(absolute));
            fix.add("copy it to " + absolute + " in the Dockerfile's last stage (COPY), or correct CMD or ENTRYPOINT");
        }
        fix.add(deployment.rebuild());
        String where = missing.byName() ? " is nowhere in its PATH." : " does not exist in it.";
        return new Verdict.Likely(
                missing.sure(), deployment.subject() + " cannot run: " + Quote.bare(path) + where, evidence, fix);
    }

    /** Its line of a Dockerfile. */
    private static String instruction(Facts facts, List<String> words) {
        return (entrypoint(facts).isEmpty() ? "CMD [\"" : "ENTRYPOINT [\"") + String.join("\", \"", words) + "\"]";
    }

    /** All that stands in the instruction that names the program. */
    private static String line(Facts facts) {
        var entrypoint = entrypoint(facts);
        return entrypoint.isEmpty()
                ? facts.commandLine()
                : String.join(" ", entrypoint).strip();
    }

    private static List<String> entrypoint(Facts facts) {
        var entrypoint = facts.settings().entrypoint();
        return entrypoint == null ? List.of() : entrypoint;
    }

    /** Which part of the path is not there, and where its links lead. */
    private static List<String> seen(FileCopy copy) {
        var seen = new ArrayList<String>();
        copy.links().forEach(link -> seen.add("a link leads on: " + link));
        String first = copy.missing();
        if (first != null) {
            seen.add("the first part of the path that is not there is " + first);
        }
        return seen;
    }

    /** A silent end at once makes people ask whether the program is there at all. */
    private static Optional<Verdict> ruledOut(Facts facts) {
        return facts.lastRun()
                .filter(run -> Program.own(facts).isEmpty())
                .filter(run -> run.exitCode() == 0 && facts.has(Symptom.SHORT_RUN))
                .map(run -> new Verdict.RuledOut("the engine started "
                        + Quote.bare(facts.settings().path()) + " and it ended with exit code 0"));
    }

    private static String dir(Facts facts) {
        String dir = facts.settings().workingDir();
        return dir.isEmpty() ? "/" : dir;
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash + 1);
    }
}
