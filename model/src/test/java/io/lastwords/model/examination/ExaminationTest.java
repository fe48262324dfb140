package io.lastwords.model.examination;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/web", "c0ffee");
    private static final Instant T = Instant.parse("2026-11-21T02:00:00.5Z");

    @Test
    void readsBackWhatItWrote() throws Exception {
        JournalEvent event = new Examined(ORIGIN, T, T, examination("/app/web"));

        assertThat(Json.read(Json.bytes(event), JournalEvent.class)).isEqualTo(event);
        assertThat(Json.text(event)).contains("\"type\":\"examined\"").doesNotContain("segmentsCut");
    }

    @Test
    void findsTheExecutableAmongTheFiles() {
        Examination facts = examination("/app/web");

        FileCopy copy = facts.executable().flatMap(ExaminedFile::running).orElseThrow();
        assertThat(copy.executableByAnybody()).isTrue();
        assertThat(copy.elf()).matches(ElfFacts::segmentsCut);
        assertThat(facts.unknown("tag")).contains("the image was named by its ID");
    }

    @Test
    void readsAnOlderWritersFactsAsEmptyAndANewerWritersWordsAsOther() throws Exception {
        var json = """
                {"command":{"steps":[{"kind":"unikernel","path":"/x"}],"executable":0,"hue":1},
                 "files":[{"path":"/x","inContainer":{"existence":"hologram","size":7}}]}""";

        var facts = Json.read(json.getBytes(StandardCharsets.UTF_8), Examination.class);

        assertThat(facts.command().steps().getFirst().kind()).isEqualTo(CommandStep.Kind.OTHER);
        assertThat(facts.executable().orElseThrow().inContainer()).satisfies(copy -> {
            assertThat(copy.existence()).isEqualTo(Existence.UNREADABLE);
            assertThat(copy.markers()).isEmpty();
        });
        assertThat(facts.mounts()).isEmpty();
    }

    @Test
    void cutsTextsAndListsAndTakesControlCharactersOut() {
        var step = new CommandStep(
                CommandStep.Kind.PROGRAM,
                Collections.nCopies(5_000, "w\u0001".repeat(1_000)),
                "x".repeat(9_999),
                "/x",
                null,
                "command");
        var script = script("é\u0000\ud800".repeat(20_000));

        assertThat(String.join("", step.words())).hasSize(4_096).doesNotContain("\u0001");
        assertThat(step.given()).hasSize(512);
        assertThat(script.text()).hasSize(8_192).doesNotContain("\u0000").doesNotContain("\ud800");
        assertThat(new CommandFacts(null, null, "/", "", List.of(), List.of(step), 3, null).executableStep())
                .isEmpty();
    }

    private static ScriptFacts script(String text) {
        return new ScriptFacts(
                "#!/bin/sh",
                "/bin/sh",
                List.of(),
                null,
                false,
                false,
                0,
                1,
                false,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                text,
                true);
    }

    private static Examination examination(String path) {
        var step = new CommandStep(CommandStep.Kind.PROGRAM, List.of(path), path, path, path, "command");
        var command = new CommandFacts(null, List.of(path), "/", "", List.of("/bin"), List.of(step), 0, null);
        var elf = new ElfFacts(
                64,
                true,
                "x86_64",
                "dyn",
                "/lib64/ld-linux-x86-64.so.2",
                Existence.FILE,
                List.of(),
                List.of(new ElfFacts.Library("libc.so.6", null, path, true)),
                List.of(new ElfFacts.VersionNeed("libc.so.6", "GLIBC", "2.38", "2.36", List.of("2.38"))),
                2_000,
                0,
                1_000,
                false,
                ElfFacts.Language.RUST,
                "rustc in .comment",
                new ElfFacts.MainSymbol("web::main", 1),
                List.of(),
                new ElfFacts.SourcePaths(0, List.of(), 0),
                100,
                List.of(),
                List.of(),
                List.of());
        var copy = new FileCopy(
                Existence.FILE,
                null,
                null,
                List.of(),
                path,
                FileCopy.Source.IMAGE,
                1_000,
                0755,
                0,
                0,
                T,
                "sha256:00",
                "7f454c46",
                FileCopy.Content.ELF,
                1_000,
                List.of(new MarkerSearch("/ready on \\d+/", "ready on ", true, false)),
                elf,
                null);
        return new Examination(
                command,
                List.of(new ExaminedFile(path, null, copy, null, null, null)),
                null,
                null,
                null,
                null,
                List.of(),
                "x86_64",
                0,
                T,
                List.of(),
                List.of(new UnknownFact("tag", "the image was named by its ID")),
                12);
    }
}
