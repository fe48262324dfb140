package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.HealthResult;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.ScriptFacts;
import io.lastwords.model.examination.UnknownFact;
import io.lastwords.model.topic.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitTest {
    /** Three bytes a character in UTF-8. */
    private static final String LONG = "\u20ac".repeat(100_000);

    private static <T> List<T> many(T one) {
        return Collections.nCopies(1_000, one);
    }

    private static Examination largest(int files) {
        var elf = new ElfFacts(
                64,
                true,
                LONG,
                LONG,
                LONG,
                null,
                many(LONG),
                many(new ElfFacts.Library(LONG, LONG, LONG, true)),
                many(new ElfFacts.VersionNeed(LONG, LONG, LONG, LONG, many(LONG))),
                0,
                0,
                0,
                null,
                ElfFacts.Language.RUST,
                LONG,
                new ElfFacts.MainSymbol(LONG, 1),
                many(LONG),
                new ElfFacts.SourcePaths(1, many(LONG), 1),
                0,
                many(LONG),
                many(LONG),
                many(LONG));
        var script = new ScriptFacts(
                LONG,
                LONG,
                many(LONG),
                null,
                false,
                false,
                0,
                0,
                true,
                LONG,
                LONG,
                LONG,
                false,
                false,
                many(LONG),
                LONG,
                true);
        var copy = new FileCopy(
                Existence.FILE,
                LONG,
                LONG,
                List.of(LONG),
                LONG,
                FileCopy.Source.IMAGE,
                1,
                0755,
                0,
                0,
                Instant.EPOCH,
                "sha256:1",
                LONG,
                FileCopy.Content.ELF,
                1,
                List.of(),
                elf,
                script);
        var step = new CommandStep(CommandStep.Kind.PROGRAM, many(LONG), LONG, LONG, LONG, LONG);
        var image = new ImageFacts(
                LONG,
                many(LONG),
                null,
                LONG,
                LONG,
                1,
                many(LONG),
                many(LONG),
                LONG,
                LONG,
                many(new ImageFacts.Layer(Instant.EPOCH, LONG, 1)),
                LONG);
        return new Examination(
                new CommandFacts(many(LONG), many(LONG), LONG, LONG, many(LONG), many(step), 0, LONG),
                IntStream.range(0, files)
                        .mapToObj(i -> new ExaminedFile("/" + i, null, copy, copy, copy, copy))
                        .toList(),
                image,
                null,
                null,
                null,
                List.of(),
                LONG,
                0,
                null,
                many(new HealthResult(null, null, 0, LONG)),
                many(new UnknownFact(LONG, LONG)),
                1);
    }

    @Test
    void keepsTheWorstBelowOneRecord() {
        assertThat(Json.bytes(largest(8)).length).isGreaterThan(900_000);

        Examination fit = Fit.into(largest(8));

        assertThat(Json.bytes(fit).length).isLessThan(Examination.MAX_BYTES);
        assertThat(fit.unknown("files")).isPresent();
        assertThat(fit.files()).hasSize(8);
    }

    @Test
    void leavesAnHonestOneAlone() {
        Examination honest = new Examination(
                new CommandFacts(null, null, "/", "", List.of(), List.of(), -1, null),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                "x86_64",
                0,
                null,
                List.of(),
                List.of(),
                1);

        assertThat(Fit.into(honest)).isSameAs(honest);
    }
}
