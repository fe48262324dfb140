package io.lastwords.analyzer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.analyzer.cause.Before;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminedStoryTest {

    @Test
    void revisesTheOpenIncidentWithWhatTheExaminationFound() {
        var story = loop();
        assertThat(story.last().causes().getFirst().cause()).isEqualTo("unexplained");

        story.examined(stub("sha256:0a"));

        assertThat(story.last().causes().getFirst().cause()).isEqualTo("stub-binary");
        assertThat(story.last().incident()).isEqualTo(story.said.getFirst().incident());
        assertThat(story.said.stream().map(Diagnosis::revision)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void saysNothingTwiceWhereASecondExaminationFindsTheSame() {
        var story = loop().examined(stub("sha256:0a"));
        int said = story.said.size();

        story.seconds(30).examined(stub("sha256:0a"));
        assertThat(story.said).hasSize(said);

        story.seconds(30).examined(stub("sha256:0b"));
        assertThat(story.said).hasSize(said + 1);
    }

    @Test
    void isComparedWithOthersOnceItsProgramIsKnownAlsoWhereNothingElseIsNew() {
        var story = new Story()
                .always()
                .start()
                .print("Error: bind: address already in use")
                .millis(20)
                .die(1)
                .read();
        assertThat(story.last().causes().getFirst().cause()).isEqualTo("address-in-use");
        assertThat(story.compared).isEmpty();
        int said = story.said.size();

        story.seconds(2).examined(stub("sha256:0a"));

        assertThat(story.said).hasSize(said);
        assertThat(story.compared).singleElement().isInstanceOf(News.Joined.class);
    }

    @Test
    void staysWithTheOthersWhileASuccessorIsNotExamined() {
        var story = new Story()
                .always()
                .start()
                .print("Error: bind: address already in use")
                .millis(20)
                .die(1);
        story.seconds(2).examined(stub("sha256:0a"));

        story.remove()
                .seconds(40)
                .container("c2")
                .start()
                .print("Error: bind: address already in use")
                .millis(20)
                .die(1);
        assertThat(story.compared).hasSize(1);

        story.seconds(2).examined(stub("sha256:0a"));
        assertThat(story.compared).hasSize(1);
    }

    @Test
    void opensNoIncidentByAnExaminationAlone() {
        var story = new Story().always().start().millis(20).die(0).examined(stub("sha256:0a"));

        assertThat(story.said).isEmpty();
    }

    @Test
    void knowsWhatWasExaminedBeforeTheIncidentOpened() {
        var story = new Story().always().start().millis(20).die(0).examined(stub("sha256:0a"));
        for (int i = 0; i < 2; i++) {
            story.millis(700).start().millis(20).die(0);
        }

        assertThat(story.last().causes().getFirst().cause()).isEqualTo("stub-binary");
    }

    @Test
    void doesNotTakeAnotherContainersExaminationForItsOwn() {
        var story = new Story().always().start().millis(20).die(0).examined(stub("sha256:0a"));
        story.container("c2");
        for (int i = 0; i < 3; i++) {
            story.millis(700).start().millis(20).die(0);
        }

        assertThat(story.last().causes().getFirst().cause()).isEqualTo("unexplained");
    }

    @Test
    void remembersWhichImageRanWellAndWhatItRan() {
        var story = new Story().always().image("sha256:one");
        story.start().millis(20).die(0).examined(stub("sha256:0a", "sha256:one"));
        story.millis(700).start().live(70).signal(15).millis(10).die(143);
        story.container("c2").image("sha256:two").start().millis(20).die(0);

        Before before = story.state().past.facts();
        assertThat(before.healthyImageId()).isEqualTo("sha256:one");
        assertThat(before.earlierImageId()).isEqualTo("sha256:one");
        assertThat(before.executables())
                .containsExactly(new Before.Executable("sha256:one", "/app/web", "sha256:0a", 438_768));
    }

    private static Story loop() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).die(0).millis(700);
        }
        return story;
    }

    static Examination stub(String digest) {
        return stub(digest, "sha256:aa");
    }

    private static Examination stub(String digest, String image) {
        var step = new CommandStep(
                CommandStep.Kind.PROGRAM, List.of("/app/web"), "/app/web", "/app/web", "/app/web", "command");
        var elf = new ElfFacts(
                64,
                true,
                "x86_64",
                "dyn",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                430_000,
                438_768,
                438_768,
                false,
                ElfFacts.Language.RUST,
                "rustc in .comment",
                new ElfFacts.MainSymbol("web::main", 1),
                List.of(),
                new ElfFacts.SourcePaths(0, List.of(), 0),
                250_000,
                List.of(),
                List.of(),
                List.of());
        var copy = new FileCopy(
                Existence.FILE,
                null,
                null,
                List.of(),
                "/app/web",
                FileCopy.Source.IMAGE,
                438_768,
                0755,
                0,
                0,
                null,
                digest,
                "7f454c46",
                FileCopy.Content.ELF,
                438_768,
                List.of(),
                elf,
                null);
        return new Examination(
                new CommandFacts(null, List.of("/app/web"), "/", "", List.of("/bin"), List.of(step), 0, null),
                List.of(new ExaminedFile("/app/web", null, copy, copy, null, null)),
                new ImageFacts(image, List.of(), null, "amd64", "linux", 1, null, null, "/", "", List.of(), null),
                null,
                null,
                null,
                List.of(),
                "x86_64",
                0,
                null,
                List.of(),
                List.of(),
                12);
    }
}
