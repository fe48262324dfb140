package io.lastwords.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lastwords.analyzer.replay.Replay;
import io.lastwords.cli.failure.Failure;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recording for strangers: hosts, names, registries, addresses and paths of the host are masked, the same thing always
 * by the same mask, so that what is diagnosed stays the same. Labels that nothing reads are left out.
 */
public final class Redaction {
    private static final Set<String> LABELS = Set.of(
            "com.docker.compose.project",
            "com.docker.compose.service",
            "com.docker.compose.oneoff",
            "com.docker.compose.container-number",
            "com.docker.swarm.service.name",
            "com.docker.stack.namespace");

    private final Masks masks = new Masks();

    private Redaction() {}

    /**
     * The same recording, masked.
     *
     * @throws Failure where something else would be diagnosed then: it is better not to have it than to be misled by it
     */
    public static Recording of(Recording recording) throws Failure {
        var redaction = new Redaction();
        var findings = new Findings(redaction.masks);
        try {
            for (var entry : recording.entries()) {
                findings.take(Json.mapper().readTree(entry.value()));
            }
            var entries = new ArrayList<Recording.Entry>();
            for (var entry : recording.entries()) {
                entries.add(redaction.masked(entry));
            }
            var before = replayed(recording.entries(), recording.header());
            var after = replayed(entries, recording.header());
            if (!gist(before).equals(gist(after))) {
                throw new Failure("cannot redact " + recording.header().workload()
                        + ": with its names masked something else would be diagnosed");
            }
            return new Recording(
                    recording.name(), redaction.masked(recording.header(), renamed(before, after)), entries);
        } catch (IOException e) {
            throw new Failure("cannot redact the recording: " + e.getMessage(), e);
        }
    }

    private Recording.Entry masked(Recording.Entry entry) throws IOException {
        var tree = (ObjectNode) Json.mapper().readTree(entry.value());
        strip(tree.path("settings").path("labels"));
        mask(tree);
        return new Recording.Entry(masks.apply(entry.key()), Json.text(tree));
    }

    private static void strip(JsonNode labels) {
        if (labels instanceof ObjectNode fields) {
            var unread = new ArrayList<String>();
            fields.fieldNames().forEachRemaining(label -> {
                if (!label.startsWith("lastwords.")
                        && !label.startsWith("org.testcontainers")
                        && !LABELS.contains(label)) {
                    unread.add(label);
                }
            });
            fields.remove(unread);
        }
    }

    private void mask(JsonNode node) {
        switch (node) {
            case ObjectNode fields ->
                fields.properties().forEach(field -> {
                    if (field.getValue() instanceof TextNode text) {
                        field.setValue(TextNode.valueOf(
                                field.getKey().equals("base64") ? base64(text.asText()) : masks.apply(text.asText())));
                    } else {
                        mask(field.getValue());
                    }
                });
            case ArrayNode elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    if (elements.get(i) instanceof TextNode text) {
                        elements.set(i, TextNode.valueOf(masks.apply(text.asText())));
                    } else {
                        mask(elements.get(i));
                    }
                }
            }
            default -> {}
        }
    }

    private String base64(String text) {
        var bytes = new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(masks.apply(bytes).getBytes(StandardCharsets.ISO_8859_1));
    }

    private Header masked(Header header, Map<String, String> incidents) {
        var verdict = header.verdict();
        return new Header(
                header.schema(),
                header.type(),
                header.madeBy(),
                masks.apply(header.title()),
                header.incident() == null ? null : incidents.getOrDefault(header.incident(), header.incident()),
                masks.apply(header.workload()),
                header.from(),
                header.to(),
                header.recoverAfter(),
                true,
                header.missing().stream().map(masks::apply).toList(),
                header.recorded().stream()
                        .map(said -> new Header.Said(
                                incidents.getOrDefault(said.incident(), said.incident()),
                                said.cause(),
                                said.confidence()))
                        .toList(),
                header.expected(),
                verdict == null
                        ? null
                        : new Verdict(
                                verdict.schema(),
                                incidents.getOrDefault(verdict.incident(), verdict.incident()),
                                verdict.revision(),
                                verdict.wrong(),
                                verdict.really(),
                                "",
                                "",
                                verdict.time()));
    }

    private static List<Diagnosis> replayed(List<Recording.Entry> entries, Header header) {
        var replay = new Replay(header.recovering());
        var said = new ArrayList<Diagnosis>();
        entries.forEach(entry -> said.addAll(replay.take(entry.event())));
        return said;
    }

    private static List<String> gist(List<Diagnosis> said) {
        return said.stream()
                .map(one -> one.openedAt() + " " + one.revision() + " " + one.status() + one.symptoms()
                        + one.causes().stream()
                                .map(cause -> cause.cause() + cause.confidence())
                                .toList())
                .toList();
    }

    /** An incident is named after its workload, so it has another name now; what is said comes in the same order. */
    private static Map<String, String> renamed(List<Diagnosis> before, List<Diagnosis> after) {
        var names = new HashMap<String, String>();
        for (int i = 0; i < before.size(); i++) {
            names.put(
                    String.valueOf(before.get(i).incident()),
                    String.valueOf(after.get(i).incident()));
        }
        return names;
    }
}
