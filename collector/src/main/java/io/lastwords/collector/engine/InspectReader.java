package io.lastwords.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.Mount;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.memory.Bounded;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an inspect's JSON in the model's words. Every text that somebody else wrote is masked here; of environment
 * variables only the names get through.
 */
final class InspectReader {
    private static final Logger LOG = LoggerFactory.getLogger(InspectReader.class);
    private static final int TOLD = 1_000;
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private final String architecture;
    private final MarkerRules markers;

    /** Containers whose settings were too many, the latest: a loop is not told of each time. */
    private final Set<String> told = Collections.newSetFromMap(Collections.synchronizedMap(Bounded.byInsertion(TOLD)));

    InspectReader(String architecture, MarkerRules markers) {
        this.architecture = architecture;
        this.markers = markers;
    }

    Inspection read(JsonNode json) {
        JsonNode config = json.path("Config");
        var masker = Masker.of(texts(config.path("Env")));
        return new Inspection(json.path("Id").asText(), settings(json, masker), state(json, masker), masker);
    }

    private ContainerSettings settings(JsonNode json, Masker masker) {
        JsonNode config = json.path("Config");
        JsonNode host = json.path("HostConfig");
        Map<String, String> labels = labels(config.path("Labels"), masker);
        String name = json.path("Name").asText();
        name = name.startsWith("/") ? name.substring(1) : name;
        String image = config.path("Image").asText();
        List<String> args = masker.mask(texts(json.path("Args")));
        List<String> environment = names(texts(config.path("Env")));
        List<Mount> mounts = mounts(json);
        List<String> ports =
                ports(host.path("PortBindings"), json.path("NetworkSettings").path("Ports"));
        var settings = new ContainerSettings(
                name,
                image,
                json.path("Image").asText(),
                masker.mask(json.path("Path").asText()),
                args,
                words(config.path("Entrypoint"), masker),
                words(config.path("Cmd"), masker),
                config.path("WorkingDir").asText(""),
                config.path("User").asText(""),
                config.path("Hostname").asText(""),
                config.path("Tty").asBoolean(),
                config.path("OpenStdin").asBoolean(),
                host.path("AutoRemove").asBoolean(),
                host.path("Init").asBoolean(),
                new RestartPolicy(
                        host.path("RestartPolicy").path("Name").asText("no"),
                        host.path("RestartPolicy").path("MaximumRetryCount").asInt()),
                textOrNull(config.path("StopSignal")),
                config.path("StopTimeout").isInt() ? config.path("StopTimeout").asInt() : null,
                host.path("Memory").asLong(),
                host.path("LogConfig").path("Type").asText(""),
                labels,
                environment,
                mounts,
                ports,
                host.path("NetworkMode").asText(""),
                healthcheck(config.path("Healthcheck").path("Test"), masker),
                Objects.requireNonNullElse(time(json.path("Created")), Instant.EPOCH),
                architecture,
                marker(labels, name, image),
                "true".equalsIgnoreCase(labels.get("lastwords.job")),
                !"false".equalsIgnoreCase(labels.get("lastwords.logs")));
        var left = new ArrayList<String>();
        left(left, "labels", labels.size() - settings.labels().size());
        left(left, "arguments", args.size() - settings.args().size());
        left(left, "variables", environment.size() - settings.environment().size());
        left(left, "mounts", mounts.size() - settings.mounts().size());
        left(left, "ports", ports.size() - settings.ports().size());
        if (!left.isEmpty() && told.add(json.path("Id").asText())) {
            LOG.atWarn()
                    .addKeyValue("container", json.path("Id").asText())
                    .log("a container was made with more than a record holds; left out: {}", String.join(", ", left));
        }
        return settings;
    }

    private static void left(List<String> left, String what, int count) {
        if (count > 0) {
            left.add(count + " " + what);
        }
    }

    private @Nullable String marker(Map<String, String> labels, String name, String image) {
        String label = labels.get("lastwords.marker");
        return label == null || label.isEmpty()
                ? markers.markerOf(
                        WorkloadIds.withoutTemporaryPrefix(name), labels.get("com.docker.compose.service"), image)
                : label;
    }

    private static ContainerState state(JsonNode json, Masker masker) {
        JsonNode state = json.path("State");
        return new ContainerState(
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                masker.mask(state.path("Error").asText("")),
                time(state.path("StartedAt")),
                time(state.path("FinishedAt")),
                json.path("RestartCount").asInt(),
                health(state.path("Health"), masker));
    }

    private static ContainerState.@Nullable Health health(JsonNode health, Masker masker) {
        String status = health.path("Status").asText("none");
        if (status.equals("none")) {
            return null;
        }
        JsonNode log = health.path("Log");
        String output =
                log.isEmpty() ? "" : log.path(log.size() - 1).path("Output").asText("");
        return new ContainerState.Health(status, health.path("FailingStreak").asInt(), masker.mask(output));
    }

    /** As inspect lists them, and tmpfs from the host's part, where alone they are. */
    private static List<Mount> mounts(JsonNode json) {
        var mounts = new ArrayList<Mount>();
        var destinations = new ArrayList<String>();
        for (JsonNode mount : json.path("Mounts")) {
            destinations.add(mount.path("Destination").asText());
            mounts.add(new Mount(
                    mount.path("Type").asText(),
                    mount.path("Source").asText(""),
                    mount.path("Destination").asText(),
                    !mount.path("RW").asBoolean(true),
                    textOrNull(mount.path("Name"))));
        }
        JsonNode host = json.path("HostConfig");
        host.path("Tmpfs")
                .properties()
                .forEach(e -> mounts.add(new Mount(
                        "tmpfs",
                        "",
                        e.getKey(),
                        List.of(e.getValue().asText().split(",", -1)).contains("ro"),
                        null)));
        for (JsonNode mount : host.path("Mounts")) {
            String target = mount.path("Target").asText();
            if (mount.path("Type").asText().equals("tmpfs") && !destinations.contains(target)) {
                mounts.add(new Mount("tmpfs", "", target, mount.path("ReadOnly").asBoolean(), null));
            }
        }
        return mounts;
    }

    /** The ports that were asked for; where the engine chooses, the one it chose, while that is known. */
    private static List<String> ports(JsonNode asked, JsonNode given) {
        var ports = new ArrayList<String>();
        asked.properties().forEach(binding -> {
            for (JsonNode host : binding.getValue()) {
                String port = host.path("HostPort").asText("");
                if (port.isEmpty() || port.equals("0")) {
                    port = given.path(binding.getKey()).path(0).path("HostPort").asText("0");
                }
                String ip = host.path("HostIp").asText("");
                ports.add((ip.isEmpty() ? "" : ip + ":") + port + "->" + binding.getKey());
            }
        });
        return ports;
    }

    private static @Nullable String healthcheck(JsonNode test, Masker masker) {
        List<String> words = texts(test);
        if (words.size() < 2 || words.getFirst().equals("NONE")) {
            return null;
        }
        return String.join(" ", masker.mask(words.subList(1, words.size())));
    }

    private static Map<String, String> labels(JsonNode labels, Masker masker) {
        var masked = new HashMap<String, String>();
        labels.properties()
                .forEach(e -> masked.put(e.getKey(), masker.mask(e.getValue().asText())));
        return masked;
    }

    private static List<String> names(List<String> environment) {
        return environment.stream()
                .map(variable -> variable.substring(0, (variable + "=").indexOf('=')))
                .toList();
    }

    private static @Nullable List<String> words(JsonNode array, Masker masker) {
        return array.isArray() ? masker.mask(texts(array)) : null;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>(array.size());
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static @Nullable String textOrNull(JsonNode text) {
        return text.asText("").isEmpty() ? null : text.asText();
    }

    /** Null for the year 1, which is how the engine says never, and for what is no time or none that a clock shows. */
    static @Nullable Instant time(JsonNode text) {
        if (!text.isTextual() || text.asText().isEmpty()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text.asText()).toInstant();
            return time.getEpochSecond() <= 0 || !time.isBefore(LATEST) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
