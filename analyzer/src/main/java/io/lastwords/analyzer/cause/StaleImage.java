package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.TagFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** It runs an older program than the one that was built: not recreated, or rebuilt with the same bytes. */
final class StaleImage implements Cause {
    @Override
    public CauseName name() {
        return CauseName.STALE_IMAGE;
    }

    @Override
    public String says() {
        return "It runs an older program than was meant: the tag names a newer image, or the rebuild changed nothing.";
    }

    @Override
    public String when() {
        return "the image's tag has moved on from what the container runs; or the rebuilt image has an executable of the "
                + "same bytes and it fails as before; hardly where that image has run well, or something outside explains "
                + "the end";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var exam = facts.examination();
        if (exam.isEmpty()) {
            return Optional.empty();
        }
        TagFacts tag = exam.get().tag();
        var own = Program.own(facts);
        if (tag != null && tag.moved() && !facts.unrun()) {
            return Optional.of(moved(facts, epilogue, tag, own));
        }
        var same = own.flatMap(program -> unchanged(facts, epilogue, exam.get(), program));
        return same.isPresent() ? same : ruledOut(facts, tag);
    }

    private static Verdict moved(Facts facts, Epilogue epilogue, TagFacts tag, Optional<Program> own) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        String now = Figures.digest(String.valueOf(tag.taggedImageId()));
        evidence.add("the container was made from " + Figures.digest(tag.containerImageId()) + "; " + tag.reference()
                + " names " + now + " now" + (tag.taggedCreated() == null ? "" : ", built at " + tag.taggedCreated()));
        Boolean same = tag.sameExecutable();
        double confidence = 0.7;
        if (same != null && same) {
            evidence.add("the newer image has the same bytes at "
                    + own.map(Program::path).orElse("its executable") + ": the rebuild did not change the program");
            confidence = 0.62;
        } else {
            own.ifPresent(program -> compare(program, program.file().inTagged(), "the newer image has ", evidence));
            confidence = same == null ? 0.62 : 0.72;
        }
        evidence.add(Ends.words(facts));
        if (same != null && same && epilogue.error()) {
            evidence.add("against it: what ended it is an error of this program, which the newer image has as well");
            confidence *= 0.6;
        }
        confidence *= doubt(facts, epilogue, tag.containerImageId(), evidence);
        var fix = new ArrayList<String>();
        fix.add(deployment.recreate());
        if (same != null && same) {
            fix.add(deployment.rebuildWithoutCache());
        }
        fix.add(deployment.inspect("{{.Image}}") + " && docker image inspect -f '{{.Id}}' " + tag.reference()
                + "   # the same?");
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " runs an older image than " + tag.reference()
                        + " names now: it was not recreated after the build.",
                evidence,
                fix);
    }

    private static Optional<Verdict> unchanged(Facts facts, Epilogue epilogue, Examination exam, Program program) {
        String earlier = exam.earlierImageId() != null
                ? exam.earlierImageId()
                : facts.before().earlierImageId();
        String present = facts.settings().imageId();
        var copy = program.copy();
        if (earlier == null || earlier.equals(present) || copy.isEmpty()) {
            return Optional.empty();
        }
        boolean same = ExaminedFile.sameBytes(copy.get(), program.file().inEarlier())
                .orElseGet(() -> facts.before()
                        .executable(earlier, program.path())
                        .filter(known -> known.digest().equals(copy.get().digest()))
                        .isPresent());
        if (!same || program.file().coveredBy() != null) {
            return Optional.empty();
        }
        if (earlier.equals(facts.before().healthyImageId())) {
            return Optional.of(new Verdict.RuledOut(program.path() + " has the same bytes as in "
                    + Figures.digest(earlier) + ", with which it ran well"));
        }
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add(
                facts.unrun()
                        ? "the image is " + Figures.digest(present) + ", the earlier one " + Figures.digest(earlier)
                        : "it ran " + Figures.digest(earlier) + " before and runs " + Figures.digest(present) + " now");
        evidence.add("in both " + program.words() + " has the same bytes");
        if (!facts.unrun()) {
            evidence.add(Ends.words(facts));
        }
        double confidence = 0.72 * doubt(facts, epilogue, present, evidence);
        return Optional.of(new Verdict.Likely(
                confidence,
                deployment.subject() + " was rebuilt, and its " + program.path()
                        + " is byte for byte the one before: the change is not in it.",
                evidence,
                List.of(
                        deployment.rebuildWithoutCache(),
                        "look at the Dockerfile's COPY of the sources, and at .dockerignore: are the changed files in the build's "
                                + "context?",
                        "docker history " + facts.settings().image())));
    }

    private static double doubt(Facts facts, Epilogue epilogue, String image, List<String> evidence) {
        double doubt = 1;
        if (image.equals(facts.before().healthyImageId())) {
            evidence.add("against it: with this very image it has run well before");
            doubt = 0.4;
        }
        if (Ends.fromOutside(facts, epilogue)) {
            doubt *= 0.5;
        }
        return doubt;
    }

    private static void compare(Program program, @Nullable FileCopy other, String where, List<String> evidence) {
        if (other != null && other.present()) {
            evidence.add(where + Figures.file(other) + " at " + program.path() + "; the container runs "
                    + program.copy().map(Figures::file).orElse("none"));
        }
    }

    private static Optional<Verdict> ruledOut(Facts facts, @Nullable TagFacts tag) {
        return tag != null && Ends.quietly(facts) && tag.containerImageId().equals(tag.taggedImageId())
                ? Optional.of(new Verdict.RuledOut("the container runs " + Figures.digest(tag.containerImageId())
                        + ", which " + tag.reference() + " names"))
                : Optional.empty();
    }
}
