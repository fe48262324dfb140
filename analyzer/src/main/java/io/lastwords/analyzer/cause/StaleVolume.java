package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.MountFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A volume keeps the program of an image long gone: it was filled once, and a newer image does not change it. */
final class StaleVolume implements Cause {
    @Override
    public CauseName name() {
        return CauseName.STALE_VOLUME;
    }

    @Override
    public String says() {
        return "A volume lies over the program and holds another copy of it than the image.";
    }

    @Override
    public String when() {
        return "the program that runs comes from a volume, and its bytes differ from those of the image at the same path; "
                + "surer where they are those of the image before";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var exam = facts.examination();
        if (exam.isEmpty() || facts.unrun()) {
            return Optional.empty();
        }
        for (Program program : Program.chain(facts)) {
            var copy = program.copy().filter(here -> here.source() == FileCopy.Source.VOLUME);
            var image = program.image();
            if (copy.isPresent() && image.isPresent()) {
                var same = ExaminedFile.sameBytes(copy.get(), image.get());
                if (same.isPresent() && !same.get()) {
                    return Optional.of(opinion(facts, epilogue, exam.get(), program, copy.get(), image.get()));
                }
                if (same.isPresent() && Ends.quietly(facts)) {
                    return Optional.of(new Verdict.RuledOut(
                            "the volume's " + program.path() + " has the same bytes as the image's"));
                }
            }
        }
        return Optional.empty();
    }

    private static Verdict opinion(
            Facts facts, Epilogue epilogue, Examination exam, Program program, FileCopy copy, FileCopy image) {
        var deployment = new Deployment(facts.settings());
        String path = program.path();
        String volume = volume(exam, program);
        var evidence = new ArrayList<String>();
        evidence.add("what runs is the volume's " + path + ": " + Figures.file(copy) + at(copy.modified()));
        evidence.add("the image has " + Figures.file(image) + " there" + at(image.modified()));
        double confidence = 0.78;
        if (earlier(facts, program, copy)) {
            evidence.add("the volume's bytes are those of the image that it ran before");
            confidence = 0.93;
        } else if (newer(copy.modified(), exam.image())) {
            evidence.add("against it: the volume's file is newer than the image, so somebody may have put it there");
            confidence = 0.4;
        }
        evidence.add(Ends.words(facts));
        if (Ends.fromOutside(facts, epilogue)) {
            confidence *= 0.5;
        }
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " runs an old copy of " + path + " out of the volume " + volume
                        + ", not the one of its image.",
                evidence,
                fix(deployment, exam, program, volume));
    }

    private static List<String> fix(Deployment deployment, Examination exam, Program program, String volume) {
        String destination = mount(exam, program).map(MountFacts::destination).orElse(program.path());
        return List.of(
                deployment.stop() + " && docker volume rm " + volume
                        + "   # save first what else is in it; it is filled anew from the image",
                deployment.up(),
                deployment.edit(
                        "mount the volume on a folder of data alone, not on " + destination,
                        "the volume on a folder of data alone, not on " + destination));
    }

    private static boolean earlier(Facts facts, Program program, FileCopy copy) {
        return ExaminedFile.sameBytes(copy, program.file().inEarlier()).orElse(false)
                || facts.before().executables().stream()
                        .anyMatch(known ->
                                !known.imageId().equals(facts.settings().imageId())
                                        && known.path().equals(program.path())
                                        && known.digest().equals(copy.digest()));
    }

    private static boolean newer(@Nullable Instant modified, @Nullable ImageFacts image) {
        Instant created = image == null ? null : image.created();
        return modified != null && created != null && modified.isAfter(created);
    }

    private static String at(@Nullable Instant modified) {
        return modified == null ? "" : ", of " + modified;
    }

    private static String volume(Examination exam, Program program) {
        return mount(exam, program)
                .map(mount -> mount.volume() == null ? mount.source() : mount.volume())
                .orElse("over it");
    }

    private static Optional<MountFacts> mount(Examination exam, Program program) {
        return exam.mounts().stream()
                .filter(mount -> mount.destination().equals(program.file().coveredBy()))
                .findFirst();
    }
}
