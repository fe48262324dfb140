package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.examine.program.Launch;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.HealthResult;
import io.lastwords.model.journal.ContainerSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is examined, unmasked: held in memory only.
 *
 * @param container its ID, empty for an image, or where it is gone
 * @param reference the image as it was asked for
 * @param atRest whether it is dead and the engine is not about to start it again, so that nobody waits for its lock
 * @param why the container's own files cannot be looked at; empty where they can
 */
record Case(
        Optional<String> container,
        String imageId,
        String reference,
        Launch launch,
        Masker masker,
        MountTable mounts,
        Optional<String> marker,
        @Nullable String earlierImageId,
        long memoryLimit,
        @Nullable Instant created,
        List<HealthResult> health,
        boolean atRest,
        String why) {
    private static final Set<String> AT_REST = Set.of("created", "exited", "dead");
    private static final int MAX_HEALTH = 5;

    static Case of(JsonNode json, Subject subject, boolean local) {
        JsonNode config = json.path("Config");
        Masker masker = Masker.of(Texts.list(config.path("Env")));
        var words = new ArrayList<String>();
        words.add(json.path("Path").asText());
        words.addAll(Texts.list(json.path("Args")));
        MountTable mounts = MountTable.of(json, local);
        return new Case(
                Optional.of(json.path("Id").asText()),
                json.path("Image").asText(),
                config.path("Image").asText(),
                new Launch(
                        words,
                        Texts.words(config.path("Entrypoint")),
                        Texts.words(config.path("Cmd")),
                        config.path("WorkingDir").asText(""),
                        config.path("User").asText(""),
                        Texts.variables(config.path("Env")),
                        json.path("HostConfig").path("Init").asBoolean()),
                masker,
                mounts,
                Optional.ofNullable(subject.settings().marker()),
                subject.earlierImageId(),
                json.path("HostConfig").path("Memory").asLong(),
                Texts.time(json.path("Created")),
                health(json.path("State").path("Health").path("Log"), masker),
                AT_REST.contains(json.path("State").path("Status").asText()),
                mounts.refusal().orElse(""));
    }

    /** A container that is gone: its settings are masked, and its PATH is not known. */
    static Case gone(Subject subject) {
        ContainerSettings settings = subject.settings();
        var words = new ArrayList<String>();
        words.add(settings.path());
        words.addAll(settings.args());
        return new Case(
                Optional.empty(),
                settings.imageId(),
                settings.image(),
                new Launch(
                        words,
                        settings.entrypoint(),
                        settings.command(),
                        settings.workingDir(),
                        settings.user(),
                        Map.of(),
                        settings.init()),
                Masker.of(List.of()),
                MountTable.none(),
                Optional.ofNullable(settings.marker()),
                subject.earlierImageId(),
                settings.memoryLimit(),
                settings.created(),
                List.of(),
                true,
                "the container is gone");
    }

    static Case image(JsonNode json, String reference, Optional<String> marker, @Nullable String earlier) {
        JsonNode config = json.path("Config");
        List<String> entrypoint = Texts.words(config.path("Entrypoint"));
        List<String> command = Texts.words(config.path("Cmd"));
        var words = new ArrayList<String>();
        words.addAll(entrypoint == null ? List.of() : entrypoint);
        words.addAll(command == null ? List.of() : command);
        String label = config.path("Labels").path("lastwords.marker").asText("");
        return new Case(
                Optional.empty(),
                json.path("Id").asText(),
                reference,
                new Launch(
                        words,
                        entrypoint,
                        command,
                        config.path("WorkingDir").asText(""),
                        config.path("User").asText(""),
                        Texts.variables(config.path("Env")),
                        false),
                Masker.of(Texts.list(config.path("Env"))),
                MountTable.none(),
                marker.or(() -> label.isEmpty() ? Optional.empty() : Optional.of(label)),
                earlier,
                0,
                null,
                List.of(),
                true,
                "only the image is examined");
    }

    private static List<HealthResult> health(JsonNode log, Masker masker) {
        var results = new ArrayList<HealthResult>();
        for (int i = Math.max(0, log.size() - MAX_HEALTH); i < log.size(); i++) {
            JsonNode result = log.path(i);
            results.add(new HealthResult(
                    Texts.time(result.path("Start")),
                    Texts.time(result.path("End")),
                    result.path("ExitCode").asInt(),
                    masker.mask(result.path("Output").asText(""))));
        }
        return results;
    }

    List<String> libraryPath() {
        String path = launch.variables().getOrDefault("LD_LIBRARY_PATH", "");
        return path.isEmpty()
                ? List.of()
                : List.of(path.split("[:;]", -1)).stream()
                        .filter(folder -> folder.startsWith("/"))
                        .limit(16)
                        .toList();
    }
}
