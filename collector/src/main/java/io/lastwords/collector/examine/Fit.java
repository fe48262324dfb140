package io.lastwords.collector.examine;

import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.UnknownFact;
import io.lastwords.model.topic.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an examination small enough for one record, whatever a hostile image makes of names and counts: an honest one
 * takes some ten KB. What is left out is said.
 */
final class Fit {
    private static final int WORDS = 8;
    private static final int LONG = 200;

    private Fit() {}

    static Examination into(Examination facts) {
        if (Json.bytes(facts).length <= Examination.MAX_BYTES) {
            return facts;
        }
        Examination smaller = with(
                facts,
                facts.files().stream()
                        .map(file -> new ExaminedFile(
                                file.path(),
                                file.coveredBy(),
                                file.inContainer(),
                                bare(file.inImage()),
                                bare(file.inTagged()),
                                bare(file.inEarlier())))
                        .toList(),
                "the other copies' details");
        if (Json.bytes(smaller).length <= Examination.MAX_BYTES) {
            return smaller;
        }
        Examination smallest = with(
                facts,
                smaller.files().stream()
                        .map(file -> new ExaminedFile(
                                file.path(), file.coveredBy(), bare(file.inContainer()), file.inImage(), null, null))
                        .toList(),
                "all copies' details, the history and most of what is unknown");
        return Json.bytes(smallest).length <= Examination.MAX_BYTES ? smallest : commandAndFiles(smallest);
    }

    /** Of command lines only what programs are told by. */
    private static Examination commandAndFiles(Examination facts) {
        var command = facts.command();
        var steps = command.steps().stream()
                .map(step -> new CommandStep(
                        step.kind(),
                        step.words().stream().limit(WORDS).map(Fit::brief).toList(),
                        step.given(),
                        step.path(),
                        step.resolved(),
                        step.by()))
                .toList();
        return new Examination(
                new CommandFacts(
                        command.entrypoint(),
                        command.command(),
                        command.workingDir(),
                        command.user(),
                        command.searchPath(),
                        steps,
                        command.executable(),
                        command.open()),
                facts.files(),
                null,
                facts.tag(),
                facts.earlierImageId(),
                facts.runtime(),
                List.of(),
                facts.hostArchitecture(),
                facts.memoryLimit(),
                facts.containerCreated(),
                List.of(),
                List.of(new UnknownFact(
                        "files", "all but commands and paths was left out: it is too large for one record")),
                facts.millis());
    }

    private static String brief(String word) {
        return word.length() <= LONG ? word : word.substring(0, LONG);
    }

    private static Examination with(Examination facts, List<ExaminedFile> files, String left) {
        boolean history = left.contains("history");
        int known = Math.min(facts.unknown().size(), history ? 8 : Integer.MAX_VALUE);
        var unknown = new ArrayList<>(facts.unknown().subList(0, known));
        unknown.addFirst(new UnknownFact("files", left + " were left out: they are too large for one record"));
        return new Examination(
                facts.command(),
                files,
                history ? withoutHistory(facts.image()) : facts.image(),
                facts.tag(),
                facts.earlierImageId(),
                facts.runtime(),
                facts.mounts(),
                facts.hostArchitecture(),
                facts.memoryLimit(),
                facts.containerCreated(),
                facts.health(),
                unknown,
                facts.millis());
    }

    private static @Nullable ImageFacts withoutHistory(@Nullable ImageFacts image) {
        if (image == null) {
            return null;
        }
        return new ImageFacts(
                image.id(),
                image.tags(),
                image.created(),
                image.architecture(),
                image.os(),
                image.size(),
                image.entrypoint(),
                image.command(),
                image.workingDir(),
                image.user(),
                List.of(),
                image.droppedCommand());
    }

    /** Without what its bytes tell in detail. */
    private static @Nullable FileCopy bare(@Nullable FileCopy copy) {
        if (copy == null) {
            return null;
        }
        return copy.with(null, null);
    }
}
