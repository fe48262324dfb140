package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.demo.Journal;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    Path folder;

    private final Shell shell = new Shell();

    @Test
    void showsWhatTheRecordedContainersDiedOfAndEndsByItself() throws Exception {
        var first = Files.writeString(folder.resolve("first.jsonl"), Journal.loop("web", 3));
        var second = Files.writeString(folder.resolve("second.jsonl"), Journal.loop("ledger", 4));

        int status = lastwords("demo", first.toString(), second.toString());

        assertThat(status).as(shell.err()).isZero();
        assertThat(shell.out()).contains("web on web-1 died", "ledger on web-1 died", "restart-loop", "marker-missing");
        assertThat(shell.err())
                .contains("playing 2 recordings, Kafka on 127.0.0.1:", "2 notices; recordings played: 2");
    }

    @Test
    void printsEveryRevisionAsOneLineOfJson() throws Exception {
        var file = Files.writeString(folder.resolve("web.jsonl"), Journal.loop("web", 4));

        int status =
                lastwords("demo", "--json", "--data-dir", folder.resolve("data").toString(), file.toString());

        assertThat(status).as(shell.err()).isZero();
        var lines = shell.out().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(Json.read(lines.get(i).getBytes(StandardCharsets.UTF_8), Diagnosis.class)
                            .revision())
                    .isEqualTo(i + 1);
        }
        assertThat(folder.resolve("data/lastwords.log")).exists();
    }

    @Test
    void saysThatAFileIsNoRecording() throws Exception {
        var file = Files.writeString(folder.resolve("web.jsonl"), "hello\n");

        assertThat(lastwords("demo", file.toString())).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("lastwords: cannot play " + file + ": line 1: ")
                .hasLineCount(1);
    }

    private int lastwords(String... arguments) {
        return shell.run(Map.of("HOME", folder.toString()), Clock.systemUTC(), arguments);
    }
}
