package io.lastwords.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @Test
    void aNameWithANewlineInItBeginsNoLineOfItsOwn(@TempDir Path folder) throws Exception {
        Path file = LogFile.open(folder.resolve("lastwords.log"));
        var logger = LoggerFactory.getLogger("io.lastwords.collector.Some");

        logger.atWarn()
                .addKeyValue("workload", "h/web\n2026-11-21T02:00:00.000Z ERROR [main] Imitation: all is lost")
                .log("a name\r\u001b[2J of\u2028somebody's");
        logger.warn("with its cause", new IllegalStateException("gone\u001b[2J"));
        logger.warn("the next");
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT").detachAndStopAllAppenders();

        assertThat(Files.readString(file)).doesNotContain("\u001b", "\r", "\u2028");
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("20"))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.getFirst()).contains("all is lost"))
                .satisfies(lines -> assertThat(lines.getLast()).contains("the next"));
        assertThat(Files.readString(file)).contains("IllegalStateException: gone");
    }
}
