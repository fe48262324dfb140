package io.lastwords.collector.examine.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SourceScanTest {
    @Test
    void takesNoSourceOfTheCLibraryForTheProjects() {
        var libc =
                "\0../elf/dl-tls.c\0../iconv/loop.c\0../sysdeps/unix/sysv/linux/getcwd.c\0../stdio-common/vfprintf.c\0"
                        + "cxa_atexit.c\0";
        assertThat(of(libc))
                .doesNotContain("../elf/dl-tls.c", "../iconv/loop.c")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(of("\0src/queue.c\0../engine/elf.c\0")).containsExactly("../engine/elf.c", "src/queue.c");
    }

    private static java.util.List<String> of(String bytes) {
        return SourceScan.of(bytes.getBytes(StandardCharsets.US_ASCII)).project();
    }
}
