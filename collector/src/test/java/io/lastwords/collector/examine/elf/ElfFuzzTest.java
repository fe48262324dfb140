package io.lastwords.collector.examine.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.Fuzz;
import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.files.MapTree;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.topic.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hostile ELF file ends in facts. */
class ElfFuzzTest {
    private static final int LARGEST_RECORD = 900_000;

    private static void take(byte[] file) {
        HeldBytes held = HeldBytes.of(file);
        assertThat(Elf.wanted(held)).hasSizeLessThanOrEqualTo(512);
        Elf.read(held).ifPresent(elf -> {
            var around = new Libraries(new MapTree().file("/lib/libc.so.6", file), List.of(), () -> true)
                    .around(elf, "/app/web");
            ElfFacts facts = elf.facts(around, null);
            assertThat(facts.fileSize()).isEqualTo(file.length);
            assertThat(facts.segmentsEnd()).isNotNegative();
            assertThat(facts.sectionsEnd()).isNotNegative();
            assertThat(Json.bytes(facts).length).isLessThan(LARGEST_RECORD);
        });
    }

    @Test
    void standsChangedSmallFiles() {
        byte[] valid = new ElfBuilder()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needs("libc.so.6", "libssl.so.3")
                .versions("GLIBC_2.2.5", "GLIBC_2.38")
                .runpath("$ORIGIN/../lib:/opt/lib")
                .symbol("_ZN3web4main17h0123456789abcdefE", 1)
                .symbol("main", 40)
                .comment("GCC: (Debian) rustc version 1")
                .build();

        Fuzz.run(random -> take(Fuzz.mutated(valid, random)));
    }

    @Test
    void standsAChangedRealFile() throws Exception {
        byte[] real = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));

        Fuzz.run(random -> take(Fuzz.mutated(real, random)));
    }

    @Test
    void standsNoise() {
        Fuzz.run(random -> {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            byte[] header = {0x7f, 'E', 'L', 'F', (byte) (1 + random.nextInt(2)), (byte) (1 + random.nextInt(2))};
            System.arraycopy(header, 0, noise, 0, Math.min(header.length, noise.length));
            take(noise);
        });
    }
}
