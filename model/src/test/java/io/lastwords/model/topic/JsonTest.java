package io.lastwords.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.UnknownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void readsALineInAnyOrderAndWithFieldsThatItDoesNotKnow() throws Exception {
        assertThat(line("""
                {"more":null,"bytes":"7","rack":{"text":["x",{"time":1}]},"marker":true,"text":"héllo","base64":null,\
                "time":"2026-11-21T02:00:00.5Z","stream":"stdout"}""")).isEqualTo(new LogLine(LogLine.Stream.STDOUT, T, "héllo", null, 7, false, false, true));
        assertThat(line("""
                {"stream":"stderr","time":"2026-11-21T02:00:00.500000000Z","base64":"/w==","unterminated":true}""")).isEqualTo(new LogLine(LogLine.Stream.STDERR, T, null, "/w==", 0, true, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "null",
                "{}",
                "{\"time\":\"2026-11-21T02:00:00Z\",\"text\":\"a\"}",
                "{\"stream\":\"stdout\",\"text\":\"a\"}",
                "{\"stream\":\"stdout\",\"time\":null,\"text\":\"a\"}",
                "{\"stream\":\"stdout\",\"time\":\"2026-11-21T02:00:00Z\"}",
                "{\"stream\":\"stdout\",\"time\":\"2026-11-21T02:00:00Z\",\"text\":\"a\",\"base64\":\"YQ==\"}",
                "{\"stream\":\"stdout\",\"time\":\"2026-11-21T02:00:00Z\",\"base64\":\"no base64\"}",
                "{\"stream\":\"stdin\",\"time\":\"2026-11-21T02:00:00Z\",\"text\":\"a\"}",
                "{\"stream\":{},\"time\":\"2026-11-21T02:00:00Z\",\"text\":\"a\"}",
                "{\"stream\":\"stdout\",\"time\":\"2026-11-21T02:00:00Z\",\"text\":{}}",
                "{\"stream\":\"stdout\",\"time\":\"2026-11-21T02:00:00Z\",\"text\":\"a\",\"bytes\":99999999999}"
            })
    void refusesWhatIsNoLine(String json) {
        assertThatThrownBy(() -> line(json)).isInstanceOf(JsonMappingException.class);
    }

    private static LogLine line(String json) throws IOException {
        var chunk =
                "{\"type\":\"lines\",\"origin\":{\"host\":\"h\",\"engine\":\"e\",\"workload\":\"h/web\",\"container\":\"c\"},"
                        + "\"time\":\"2026-11-21T02:00:00Z\",\"run\":\"2026-11-21T02:00:00Z\",\"lines\":[" + json
                        + "]}";
        var event = Json.read(chunk.getBytes(StandardCharsets.UTF_8), JournalEvent.class);
        return ((LogChunk) event).lines().getFirst();
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

    @Test
    void whatIsNoEventIsRefusedAndNeverAnythingElse() {
        String origin = "{\"host\":\"h\",\"engine\":\"e\",\"workload\":\"h/web\",\"container\":\"c\"}";
        String beat = "{\"type\":\"heartbeat\",\"schema\":1,\"origin\":" + origin + ",\"time\":%s%s}";
        for (String json : List.of(
                "",
                "null",
                "[]",
                "7",
                "\"\"",
                "{}",
                "{\"type\":\"heartbeat\"}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                beat.formatted("null", ""),
                beat.formatted("\"+1000000000-12-31T23:59:59.999999999Z\"", ""),
                beat.formatted("\"-1000000000-01-01T00:00:00Z\"", ""),
                beat.formatted("\"never\"", ""),
                beat.formatted("1e999999999", ""),
                beat.formatted("\"2026-11-21T03:00:00Z\"", ",\"newer\":" + "[".repeat(100_000) + "]".repeat(100_000)),
                beat.replace("h/web", "w".repeat(2_000)).formatted("\"2026-11-21T03:00:00Z\"", ""),
                beat.replace("\"schema\":1", "\"schema\":1e999999999").formatted("\"2026-11-21T03:00:00Z\"", ""))) {
            assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), JournalEvent.class))
                    .as(json.substring(0, Math.min(json.length(), 200)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void halfASurrogatePairIsNoReasonToRefuseAValue() throws Exception {
        var half = new LogLine(LogLine.Stream.STDOUT, T, "cut \ud83d here", null, 9, false, false, false);

        byte[] json = Json.bytes(new LogChunk(ORIGIN, T, T, List.of(half)));

        assertThat(((LogChunk) Json.read(json, JournalEvent.class)).lines())
                .extracting(LogLine::text)
                .containsExactly("cut \ufffd here");
        assertThat(Json.text(Map.of("\ude00", "\ud83d\ude00"))).isEqualTo("{\"\ufffd\":\"\ud83d\ude00\"}");
    }

    @Test
    void aLineThatIsNoBase64IsRefused() {
        assertThatThrownBy(() -> new LogLine(LogLine.Stream.STDOUT, T, null, "%%%", 3, false, false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
