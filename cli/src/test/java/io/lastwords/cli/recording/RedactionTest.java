package io.lastwords.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.analyzer.replay.Replay;
import io.lastwords.cli.demo.BuiltIn;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void masksHostsNamesAndPathsOfRealContainersAndTheSameIsDiagnosed() throws Exception {
        for (var recording : BuiltIn.recordings()) {
            var redacted = Redaction.of(recording);

            var text = text(redacted);
            assertThat(text(recording)).contains("host1/", "shop-backend-1", "\"shop\"", "62WS:3VWW", "/srv/shop");
            assertThat(text)
                    .doesNotContain("host1/", "shop", "62WS:3VWW", "/srv/shop")
                    .contains("engine-1", "host-1");
            assertThat(causes(redacted)).isEqualTo(causes(recording)).isNotEmpty();
            assertThat(redacted.header().redacted()).isTrue();
        }
    }

    @Test
    void masksTheSameThingByTheSameMaskWhereverItIsSaid() throws Exception {
        var said = redacted(
                "cannot connect to ledger-db.acme.internal:5432 (10.20.30.40, fd00:1::7) as ada@acme.com",
                "10.20.30.40 refused; ledger-db.acme.internal is down, see https://wiki.acme.com/db",
                "listening on 0.0.0.0:8080 and [::1]:8080, peer 127.0.0.1 at 08:30:09, std::io::Error, main.rs:12",
                "/home/ada/src/x: 02:42:ac:11:00:02, in /home/ada");

        assertThat(said)
                .containsExactly(
                        "cannot connect to host-2:5432 (192.0.2.2, 2001:db8::1) as user-1@example.org",
                        "192.0.2.2 refused; host-2 is down, see https://host-4/db",
                        "listening on 0.0.0.0:8080 and [::1]:8080, peer 127.0.0.1 at 08:30:09, std::io::Error, main.rs:12",
                        "/srv/path-1/x: 02:00:00:00:00:01, in /home/user-1");
    }

    @Test
    void masksARegistryAndLeavesTheNamesThatEverybodyHas() throws Exception {
        var recording = BuiltIn.recordings().getFirst();
        var entries = new ArrayList<Recording.Entry>();
        for (var entry : recording.entries()) {
            var tree = (ObjectNode) Json.mapper().readTree(entry.value());
            if (tree.path("settings") instanceof ObjectNode settings) {
                settings.put("image", "registry.acme.com:5000/payments/nginx:1.4");
                ((ObjectNode) settings.path("labels")).put("com.acme.owner", "ada");
            }
            entries.add(new Recording.Entry(entry.key(), Json.text(tree)));
        }

        var text = text(Redaction.of(new Recording("", recording.header(), entries)));

        assertThat(text)
                .doesNotContain("acme", "payments")
                .containsPattern("registry-1\\.example/name-\\d+/nginx:1\\.4");
    }

    /** The lines of a container that prints these, as they are after the redaction. */
    private static List<String> redacted(String... lines) throws Exception {
        var recording = BuiltIn.recordings().getFirst();
        var chunk = recording.entries().stream()
                .map(Recording.Entry::event)
                .filter(LogChunk.class::isInstance)
                .map(LogChunk.class::cast)
                .findFirst()
                .orElseThrow();
        var of = List.of(lines).stream()
                .map(line -> new LogLine(
                        LogLine.Stream.STDOUT, chunk.time(), line, null, line.length() + 1, false, false, false))
                .toList();
        var entry = new Recording.Entry(
                chunk.origin().workload(), Json.text(new LogChunk(chunk.origin(), chunk.time(), chunk.run(), of)));
        var redacted = Redaction.of(new Recording("", Header.NONE, List.of(entry)));
        return ((LogChunk) redacted.entries().getFirst().event())
                .lines().stream().map(LogLine::readable).toList();
    }

    private static String text(Recording recording) {
        return Json.text(recording.header())
                + recording.entries().stream()
                        .map(entry -> entry.key() + entry.value())
                        .toList();
    }

    private static List<String> causes(Recording recording) {
        var replay = new Replay(recording.header().recovering());
        var said = new ArrayList<Diagnosis>();
        recording.entries().forEach(entry -> said.addAll(replay.take(entry.event())));
        return said.stream()
                .map(one -> one.updatedAt() + " " + one.causes().getFirst().cause() + " "
                        + one.causes().getFirst().confidence())
                .toList();
    }
}
