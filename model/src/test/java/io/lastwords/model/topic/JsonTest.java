package io.lastwords.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.UnknownEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/web", "c0ffee");
    private static final Instant T = Instant.parse("2026-11-21T02:00:00.5Z");

    @Test
    void writesTimesWithNineDigitsAndTheTypeByName() {
        var ended = new RunEnded(ORIGIN, T, T, 0, false, "", true);

        assertThat(Json.text(ended))
                .contains("\"type\":\"ended\"")
                .contains("\"time\":\"2026-11-21T02:00:00.500000000Z\"")
                .contains("\"schema\":1");
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        var line = new LogLine(LogLine.Stream.STDERR, T, "a", null, 2, false, false, true);
        JournalEvent chunk = new LogChunk(ORIGIN, T, T, List.of(line));

        assertThat(Json.read(Json.bytes(chunk), JournalEvent.class)).isEqualTo(chunk);
        assertThat(Json.text(chunk)).doesNotContain("base64").doesNotContain("more");
    }

    @Test
    void readsANewerWritersEventAsUnknownAndIgnoresNewFields() throws Exception {
        var json = """
                {"schema":2,"type":"autopsied","origin":{"host":"h","engine":"e","workload":"h/web","container":"c",\
                "rack":7},"time":"2026-11-21T02:00:00Z","depth":3}""";

        var event = Json.read(json.getBytes(StandardCharsets.UTF_8), JournalEvent.class);

        assertThat(event).isInstanceOf(UnknownEvent.class);
        assertThat(event.origin().workload()).isEqualTo("h/web");
    }

    @Test
    void saysThatBytesAreNoEvent() {
        try (var serde = new JsonSerde<>(JournalEvent.class)) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {1, 2}))
                    .isInstanceOf(SerializationException.class);
            assertThat(serde.deserializer().deserialize("t", null)).isNull();
        }
    }
}
