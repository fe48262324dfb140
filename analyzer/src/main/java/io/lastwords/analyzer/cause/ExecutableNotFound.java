package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import java.util.ArrayList;
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
                + "$PATH`), or a shell or an interpreter ends with these words";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return MissingProgram.of(facts, epilogue)
                .<Verdict>map(missing -> opinion(facts, missing))
                .or(() -> ruledOut(facts));
    }

    private static Verdict opinion(Facts facts, MissingProgram missing) {
        var deployment = new Deployment(facts.settings());
        String path = missing.path();
        var evidence = new ArrayList<String>();
        evidence.add("the words were: " + Quote.of(missing.quote()));
        evidence.add("the command is " + Quote.of(facts.commandLine()));
        var fix = new ArrayList<String>();
        String image = facts.settings().image();
        if (missing.byName()) {
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

    /** A silent end at once makes people ask whether the program is there at all. */
    private static Optional<Verdict> ruledOut(Facts facts) {
        return facts.lastRun()
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
