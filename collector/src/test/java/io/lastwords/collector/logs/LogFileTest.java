package io.lastwords.collector.logs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final int OPENED = 5_000;
    /** So long a path that the files change while it is gone through. */
    private static final int DETOUR = 1000;

    @TempDir
    Path folder;

    /** On most file systems a file that is begun takes the number of one that was just deleted: here the last but one. */
    @Test
    void isNotTakenForAnotherOneWithItsNumber() throws Exception {
        Path log = folder.resolve("c-json.log");
        Path rotated = folder.resolve("c-json.log.1");
        var over = new AtomicBoolean();
        Files.writeString(rotated, line(0));
        Files.writeString(log, line(1));
        var driver = CompletableFuture.runAsync(() -> {
            for (int number = 2; !over.get(); number++) {
                try {
                    Files.move(log, rotated, REPLACE_EXISTING);
                    Files.writeString(log, line(number));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        Path slow = folder.resolve("./".repeat(DETOUR));
        int compared = 0;
        try {
            for (int i = 0; i < OPENED; i++) {
                try (var newest = LogFile.open(slow.resolve(log.getFileName()), false);
                        var older = LogFile.open(rotated, false)) {
                    var now = LogFile.attributes(log);
                    if (newest != null && older != null && now != null && newest.has(now.fileKey())) {
                        assertThat(older.firstTime()).isLessThan(newest.firstTime());
                        compared++;
                    }
                }
            }
        } finally {
            over.set(true);
            driver.get();
        }
        assertThat(compared).isPositive();
    }

    private static String line(int number) {
        return "{\"log\":\"line " + number + "\\n\",\"stream\":\"stdout\",\"time\":\"" + Frames.T.plusNanos(number)
                + "\"}\n";
    }
}
