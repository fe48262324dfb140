package io.lastwords.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.cli.failure.Failure;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a recording: lines of JSON, compressed with gzip or not. The first may be a {@link Header}; any other is {@code
 * {"key":"WORKLOAD","value":{...}}}, which is what {@code kcat -C -t lastwords.journal -e -f '{"key":"","value":%s}\n'}
 * prints.
 */
public final class RecordingReader {
    private static final int MAGIC = 0x8b1f;

    private RecordingReader() {}

    /** The ending of the files that are written; readers do not mind it. */
    public static final String ENDING = ".jsonl.gz";

    /** Whether a file of a folder is taken for a recording. */
    public static boolean named(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) || name.endsWith(".jsonl");
    }

    /** The recordings of a folder, by name. */
    public static List<Path> in(Path folder) throws Failure {
        try (var files = Files.list(folder)) {
            return files.filter(RecordingReader::named).sorted().toList();
        } catch (IOException e) {
            throw new Failure("cannot read the recordings in " + folder + ": " + e, e);
        }
    }

    /**
     * Reads a file and checks each line.
     *
     * @throws Failure where it cannot be read or a line is no record of the journal
     */
    public static Recording read(Path file) throws Failure {
        var header = Header.NONE;
        var entries = new ArrayList<Recording.Entry>();
        int line = 0;
        try (var lines = open(file)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (text.isBlank()) {
                    continue;
                }
                JsonNode record = Json.mapper().readTree(text);
                if (record.path("type").asText().equals(Header.TYPE)) {
                    header = header(record);
                } else {
                    entries.add(entry(record));
                }
            }
        } catch (NoSuchFileException e) {
            throw new Failure("cannot play " + file + ": it is not there", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    "cannot play " + file + ": line " + Math.max(line, 1) + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return new Recording(String.valueOf(file.getFileName()), header, entries);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(2);
        int magic = bytes.read() | bytes.read() << 8;
        bytes.reset();
        return new BufferedReader(
                new InputStreamReader(magic == MAGIC ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private static Header header(JsonNode record) throws IOException {
        if (record.path("schema").asInt() > Header.SCHEMA) {
            throw new IllegalArgumentException("a newer lastwords made it: its schema is "
                    + record.path("schema").asInt() + ", and this one reads " + Header.SCHEMA);
        }
        return Json.mapper().treeToValue(record, Header.class);
    }

    private static Recording.Entry entry(JsonNode record) throws IOException {
        if (!record.path("key").isTextual() || !record.path("value").isObject()) {
            throw new IllegalArgumentException("it needs a key and a value");
        }
        var value = Json.text(record.get("value"));
        var event = Json.mapper().readValue(value, JournalEvent.class);
        return new Recording.Entry(event.origin().workload(), value);
    }
}
