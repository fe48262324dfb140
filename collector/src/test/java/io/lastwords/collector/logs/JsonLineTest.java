package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastwords.collector.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LONE =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");
    private static final String TIME = "2026-11-21T21:58:15.687312642Z";

    /** An entry as values, to compare. */
    private record Read(boolean stderr, Instant time, String stamp, String text) {}

    private static @Nullable Read read(byte[] line) {
        var entry = new Entry();
        if (!new JsonLine().read(line, 0, line.length, entry)) {
            return null;
        }
        return new Read(
                entry.stderr,
                Stamp.instant(entry.time),
                new String(entry.stamp, entry.stampAt, Stamp.LENGTH, StandardCharsets.US_ASCII),
                new String(entry.bytes, entry.from, entry.size(), StandardCharsets.UTF_8));
    }

    private static @Nullable Read read(String line) {
        return read(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatTheEngineWrote() {
        // by engine 20.10.24
        var line = "{\"log\":\"line \\u003c1999\\u003e \\\"q\\\" é ✓ \\n\",\"stream\":\"stdout\",\"time\":\"" + TIME
                + "\"}";
        var bytes = "{\"log\":\"\\ufffd\\ufffdbin\\u0001\\u0009\\n\",\"stream\":\"stderr\",\"time\":\""
                + "2026-11-21T21:58:15.68732Z\"}";

        assertThat(read(line)).isEqualTo(new Read(false, Instant.parse(TIME), TIME, "line <1999> \"q\" é ✓ \n"));
        assertThat(read(bytes))
                .isEqualTo(new Read(
                        true,
                        Instant.parse("2026-11-21T21:58:15.68732Z"),
                        "2026-11-21T21:58:15.687320000Z",
                        "\ufffd\ufffdbin\u0001\t\n"));
    }

    @Test
    void readsATimeOnTheSecond() {
        assertThat(read("{\"log\":\"\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-21T21:58:15Z\"}"))
                .extracting(Read::stamp)
                .isEqualTo("2026-11-21T21:58:15.000000000Z");
    }

    @Test
    void readsATimeWithAZone() {
        assertThat(read("{\"log\":\"\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-21T21:58:15.687312642+01:00\"}"))
                .extracting(Read::stamp)
                .isEqualTo("2026-11-21T20:58:15.687312642Z");
    }

    @Test
    void skipsTheAttributesThatTheDriverWasToldToWrite() {
        var line = "{\"log\":\"a\\n\",\"stream\":\"stdout\",\"attrs\":{\"tag\":\"x\\\"}\",\"n\":[1,{\"log\":\"b\"}]},"
                + "\"time\":\"" + TIME + "\"}";

        assertThat(read(line)).extracting(Read::text).isEqualTo("a\n");
    }

    @Test
    void refusesWhatIsNoLineOfIts() {
        assertThat(read("")).isNull();
        assertThat(read("{}")).isNull();
        assertThat(read("2026-11-21T21:58:15.687312642+01:00 stdout F text")).isNull();
        assertThat(read("{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":\"yesterday\"}"))
                .isNull();
        assertThat(read("{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":\"2026-13-41T21:58:15.687312642Z\"}"))
                .isNull();
        assertThat(read("{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":\"" + TIME + "\"} {"))
                .isNull();
        assertThat(read("{\"log\":\"half a line")).isNull();
    }

    @Test
    void readsWhatJacksonWrites() {
        Fuzz.run(random -> {
            var node = JSON.createObjectNode();
            node.put("log", text(random));
            if (random.nextInt(4) == 0) {
                node.putObject("attrs").put("k\n", text(random)).put("n", random.nextInt());
            }
            node.put("stream", random.nextBoolean() ? "stdout" : "stderr");
            node.put(
                    "time",
                    Instant.ofEpochSecond(random.nextInt(), digits(random)).toString());
            var json = random.nextBoolean()
                    ? node.toString()
                    : node.toPrettyString().replace("\n", "");
            byte[] line = escaped(json, random);

            assertThat(read(line.clone())).isNotNull().isEqualTo(byJackson(line));
        });
    }

    @Test
    void readsNothingElseThanJacksonWhereTheBytesAreDamaged() {
        byte[] valid =
                ("{\"log\":\"a \\\"b\\\" \\u003c\\ud83d\\ude00 é\\n\",\"stream\":\"stderr\",\"attrs\":{\"a\":\"b\"},"
                                + "\"time\":\"" + TIME + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        Fuzz.run(random -> {
            byte[] damaged = Fuzz.mutated(valid, random);
            Read ours = read(damaged.clone());
            Read theirs = byJackson(damaged);
            if (ours != null && theirs != null) {
                assertThat(ours.text).isEqualTo(theirs.text);
                assertThat(ours.stderr).isEqualTo(theirs.stderr);
                assertThat(ours.time).isEqualTo(theirs.time);
            }
        });
    }

    private static int digits(Random random) {
        int unit = (int) Math.pow(10, random.nextInt(10));
        return random.nextInt(1_000_000_000) / unit * unit;
    }

    private static String text(Random random) {
        return Fuzz.text(
                random, 40, "a", "log", "time", "\"", "\\", "/", "\n", "\r\n", "\t", "<&>", "é", "✓", "😀", "\u2028",
                "{", "}", "\ufffd", "\ud83d", "\ude00", "\u0000", "\u007f");
    }

    /** The same JSON with some of its characters escaped, and all halves of characters. */
    private static byte[] escaped(String json, Random random) {
        var escaped = new StringBuilder();
        json.codePoints().forEach(c -> {
            boolean half = c >= 0xd800 && c <= 0xdfff;
            if (half || (c > 0x7f && random.nextBoolean())) {
                for (char unit : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Read byJackson(byte[] line) {
        try (var parser = JSON.createParser(new String(line, StandardCharsets.UTF_8))) {
            JsonNode node = JSON.readTree(parser);
            if (node == null || parser.nextToken() != null) {
                return null;
            }
            var time = Instant.parse(node.path("time").asText());
            return new Read(
                    node.path("stream").asText().equals("stderr"),
                    time,
                    Stamp.text(time),
                    LONE.matcher(node.path("log").asText()).replaceAll("\ufffd"));
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            return null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
