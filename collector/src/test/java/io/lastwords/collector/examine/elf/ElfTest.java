package io.lastwords.collector.examine.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.files.MapTree;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.ElfFacts.Language;
import io.lastwords.model.examination.Existence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfTest {
    private static Elf elf(byte[] bytes) {
        return Elf.read(HeldBytes.of(bytes)).orElseThrow();
    }

    private static ElfFacts facts(byte[] bytes) {
        return elf(bytes).facts(Surroundings.unseen(), null);
    }

    @ParameterizedTest
    @CsvSource({
        "_ZN3web4main17h0123456789abcdefE, 1, web::main",
        "_RNvCs1a2B3c_3web4main, 7012, web::main",
        "_RNvCsgEmfK2I1SDS_10_2nd_server4main, 8, 2nd_server::main",
        "main.main, 900, main.main",
        "main, 38, main"
    })
    void findsTheUsersMain(String symbol, long size, String name) {
        byte[] file = new ElfBuilder()
                .symbol("_ZN4core3fmt4main17h0123456789abcdefE", 77)
                .symbol("_RNvMs_NtCs1_4core3fmt4main", 78)
                .symbol(symbol, size)
                .build();

        assertThat(facts(file).main()).isEqualTo(new ElfFacts.MainSymbol(name, size));
        assertThat(facts(file).stripped()).isFalse();
        assertThat(facts(file).problems()).isEmpty();
    }

    /** {@code lea rdi, [rip + 10]; call; hlt}, then main 10 bytes behind the call's end. */
    private static final String START = "31ed 4989d1 5e 488d3d 08000000 ff1500000000 f4 cc";

    /** As rustc writes C's main: {@code lea rax, [rip + 25]}, the library's call, and the user's main. */
    private static final String RUST =
            "50 4889f1 4863d7 488d05 19000000 48890424 488d3500100000 4889e7 4531c0 ff1500000000 59c3";

    @ParameterizedTest
    @CsvSource({"c3, 1", "f30f1efa 31c0c3, 7", "31c0c3, 3", "53 4883ec20 e800000000 5b c3, -1"})
    void seesAMainThatDoesNothingWithoutSymbols(String code, long size) {
        var c = new ElfBuilder()
                .comment("GCC: (Debian) 12.2")
                .code(START + code + "00".repeat(80))
                .build();
        assertThat(facts(c).main()).isEqualTo(new ElfFacts.MainSymbol("main", size));
    }

    @Test
    void findsTheUsersMainOfAStrippedRustProgram() {
        var stub = new ElfBuilder()
                .comment("rustc version 1.95.0")
                .code(START + RUST + "c3" + "00".repeat(80))
                .build();
        assertThat(facts(stub).main()).isEqualTo(new ElfFacts.MainSymbol("main", 1));
        var real = new ElfBuilder()
                .comment("rustc version 1.95.0")
                .code(START + RUST + "53c3" + "00".repeat(80))
                .build();
        assertThat(facts(real).main()).isEqualTo(new ElfFacts.MainSymbol("main", -1));
        var other = new ElfBuilder()
                .machine(183)
                .comment("rustc version 1.95.0")
                .code(START + RUST + "c3" + "00".repeat(80))
                .build();
        assertThat(facts(other).main()).isNull();
    }

    @Test
    void takesRustsMainAndNotTheCMainThatEveryRustProgramHas() {
        byte[] file = new ElfBuilder()
                .symbol("main", 40)
                .symbol("_ZN3web4main17h0123456789abcdefE", 1)
                .comment("rustc version 1.95.0")
                .build();

        assertThat(facts(file).main()).isEqualTo(new ElfFacts.MainSymbol("web::main", 1));
        assertThat(facts(file).language()).isEqualTo(Language.RUST);
        assertThat(facts(new ElfBuilder().build()).stripped()).isTrue();
    }

    @Test
    void seesWhereAFileIsCut() {
        byte[] whole =
                new ElfBuilder().symbol("main", 1).data("x".repeat(9_000)).build();
        assertThat(facts(whole).segmentsCut()).isFalse();
        assertThat(facts(whole).sectionsCut()).isFalse();

        ElfFacts withoutTable = facts(Arrays.copyOf(whole, whole.length - 10));
        assertThat(withoutTable.sectionsCut()).isTrue();
        assertThat(withoutTable.segmentsCut()).isFalse();
        assertThat(withoutTable.stripped()).isNull();

        assertThat(facts(Arrays.copyOf(whole, 4_096)).segmentsCut()).isTrue();
        assertThat(facts(Arrays.copyOf(whole, 20)).problems()).isNotEmpty();
    }

    @Test
    void looksForLibrariesAsTheLoaderDoes() {
        byte[] library = new ElfBuilder().needs("libdeep.so.2").build();
        byte[] program = new ElfBuilder()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needs("libc.so.6", "libown.so", "libgone.so.1")
                .versions("GLIBC_2.2.5", "GLIBC_2.38", "GLIBC_2.4")
                .runpath("$ORIGIN/../lib")
                .build();
        var files = new MapTree()
                .file("/app/bin/web", program)
                .file("/app/lib/libown.so", library)
                .file("/lib/x86_64-linux-gnu/libc.so.6", new byte[0]);

        var around = new Libraries(files, List.of(), () -> true).around(elf(program), "/app/bin/web");

        assertThat(around.interpreter()).isEqualTo(Existence.MISSING);
        assertThat(around.searchPath()).containsExactly("/app/lib");
        assertThat(around.libraries())
                .extracting(ElfFacts.Library::name, ElfFacts.Library::foundAt, ElfFacts.Library::missing)
                .containsExactly(
                        tuple("libc.so.6", "/lib/x86_64-linux-gnu/libc.so.6", false),
                        tuple("libown.so", "/app/lib/libown.so", false),
                        tuple("libgone.so.1", null, true),
                        tuple("libdeep.so.2", null, true));
        assertThat(around.versions())
                .containsExactly(new ElfFacts.VersionNeed("libc.so.6", "GLIBC", "2.38", null, List.of()));
    }

    @Test
    void saysNothingOfLibrariesThatThereWasNoTimeToLookFor() {
        byte[] program = new ElfBuilder().needs("libc.so.6").build();

        var around = new Libraries(new MapTree(), List.of(), () -> false).around(elf(program), "/web");

        assertThat(around.libraries()).noneMatch(ElfFacts.Library::missing);
    }

    @Test
    void comparesVersionsByTheirNumbers() {
        var needed = new Versions.Needed("libc.so.6", "GLIBC", List.of("2.4", "2.38", "2.39"));

        assertThat(needed.against(List.of("GLIBC_2.4", "GLIBC_2.36", "GLIBC_PRIVATE", "GLIBC_2.9")))
                .isEqualTo(new ElfFacts.VersionNeed("libc.so.6", "GLIBC", "2.39", "2.36", List.of("2.39", "2.38")));
    }

    @Test
    void readsARealProgram() throws Exception {
        Path launcher = Path.of(System.getProperty("java.home"), "bin", "java");
        byte[] bytes = Files.readAllBytes(launcher);

        ElfFacts facts = facts(bytes);

        assertThat(facts.machine()).isEqualTo(System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64");
        assertThat(facts.interpreter()).startsWith("/lib");
        assertThat(elf(bytes).needed()).contains("libc.so.6");
        assertThat(elf(bytes).versionNeeds()).anyMatch(need -> need.family().equals("GLIBC"));
        assertThat(facts.segmentsCut()).isFalse();
        assertThat(facts.sectionsCut()).isFalse();
        assertThat(facts.problems()).isEmpty();
        assertThat(facts.codeBytes()).isPositive();
    }

    @Test
    void namesOtherMachines() {
        assertThat(facts(new ElfBuilder().machine(183).build()).machine()).isEqualTo("aarch64");
        assertThat(facts(new ElfBuilder().machine(40_000).build()).machine()).isEqualTo("e_machine 40000");
        assertThat(Elf.read(HeldBytes.of("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }
}
