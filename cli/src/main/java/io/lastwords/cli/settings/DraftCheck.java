package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Settings.InForce;
import io.lastwords.collector.MarkerRule;
import io.lastwords.collector.logs.LogAccess;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what was said into settings, or into the list of everything that is wrong with it. */
final class DraftCheck {
    private static final Duration RECOVER_AFTER = Duration.ofSeconds(60);
    private static final LogAccess LOGS = LogAccess.AUTO;
    private static final int KAFKA_PORT = 9092;
    private static final Pattern LISTEN = Pattern.compile("(?:([\\w.-]+|\\[[0-9a-fA-F:]+]):)?(\\d{1,5})");
    private static final Pattern SECRET_PROPERTY =
            Pattern.compile("password|jaas|secret|token|\\.key", Pattern.CASE_INSENSITIVE);

    private final Draft draft;
    private final Map<String, String> environment;
    private final Path root;
    private final List<InForce> inForce = new ArrayList<>();

    DraftCheck(Draft draft, Map<String, String> environment, Path root) {
        this.draft = draft;
        this.environment = environment;
        this.root = root;
    }

    Settings check() throws InvalidSettingsException {
        var receivers = draft.receivers().values().stream()
                .flatMap(receiver -> new ReceiverCheck(receiver, draft, inForce).check().stream())
                .toList();
        var settings = new Settings(
                hostName(),
                dockerHosts(),
                dataDir(),
                kafkaPort(),
                logs(),
                recoverAfter(),
                throwaway(),
                metrics(),
                kafka(),
                draft.markers().stream()
                        .flatMap(marker -> marker(marker).stream())
                        .toList(),
                receivers,
                new RouteCheck(draft.receivers().keySet(), draft, inForce).check(draft.route()),
                inForce);
        if (!draft.problems().isEmpty()) {
            throw new InvalidSettingsException(draft.problems());
        }
        return settings;
    }

    private @Nullable String hostName() {
        var given = draft.value(Key.HOST_NAME);
        if (given == null) {
            say(Key.HOST_NAME, "the engine's own name", "default");
            return null;
        }
        if (given.value().isBlank() || given.value().contains("/")) {
            draft.problem(given, Key.HOST_NAME.label(), "is no host name: it is not empty and has no '/'");
        }
        say(Key.HOST_NAME, given.value(), given.where());
        return given.value();
    }

    private List<DockerAddress> dockerHosts() {
        var certificates = certificates();
        var given = draft.values(Key.DOCKER_HOST);
        var addresses = given.isEmpty()
                ? List.of(DockerAddress.find(environment, root))
                : given.stream()
                        .map(one -> DockerAddress.given(one, environment, root))
                        .toList();
        var seen = new HashSet<String>();
        for (var address : addresses) {
            var told = new Given(address.address(), address.from());
            if (!address.address().startsWith("unix:///") && !address.address().startsWith("tcp://")) {
                draft.problem(
                        told, Key.DOCKER_HOST.label(), "cannot be used: it must be unix:///PATH or tcp://HOST:PORT");
            } else if (!seen.add(address.address())) {
                draft.problem(told, Key.DOCKER_HOST.label(), "is there twice");
            }
            say(Key.DOCKER_HOST, address.address(), address.from());
        }
        var name = draft.value(Key.HOST_NAME);
        if (addresses.size() > 1 && name != null) {
            draft.problem(
                    name,
                    Key.HOST_NAME.label(),
                    "is one name for " + addresses.size() + " engines: leave it out, and each goes by its own");
        }
        return certificates == null
                ? addresses
                : addresses.stream()
                        .map(address -> new DockerAddress(address.address(), address.from(), certificates))
                        .toList();
    }

    private @Nullable Path certificates() {
        var given = draft.value(Key.DOCKER_CERT_PATH);
        if (given == null) {
            return null;
        }
        say(Key.DOCKER_CERT_PATH, given.value(), given.where());
        try {
            if (Files.isDirectory(Path.of(given.value()))) {
                return Path.of(given.value()).toAbsolutePath();
            }
            draft.problem(given, Key.DOCKER_CERT_PATH.label(), "is no folder: it holds ca.pem, cert.pem and key.pem");
        } catch (InvalidPathException e) {
            draft.problem(given, Key.DOCKER_CERT_PATH.label(), "is no path: " + e.getReason());
        }
        return null;
    }

    private Path dataDir() {
        var given = draft.value(Key.DATA_DIR);
        if (given != null) {
            say(Key.DATA_DIR, given.value(), given.where());
            try {
                return Path.of(given.value()).toAbsolutePath();
            } catch (InvalidPathException e) {
                draft.problem(given, Key.DATA_DIR.label(), "is no path: " + e.getReason());
            }
        }
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var home = environment.getOrDefault("HOME", "/tmp");
        var folder = state.startsWith("/") ? Path.of(state, "lastwords") : Path.of(home, ".local/state/lastwords");
        if (given == null) {
            say(Key.DATA_DIR, folder.toString(), "default");
        }
        return folder;
    }

    private int kafkaPort() {
        var given = draft.value(Key.KAFKA_PORT);
        say(Key.KAFKA_PORT, given == null ? "" + KAFKA_PORT : given.value(), given == null ? "default" : given.where());
        if (given != null) {
            if (given.value().matches("\\d{1,5}") && Integer.parseInt(given.value()) <= 65535) {
                return Integer.parseInt(given.value());
            }
            draft.problem(given, Key.KAFKA_PORT.label(), "is no port: a number from 0, a free one, to 65535");
        }
        return KAFKA_PORT;
    }

    private Duration recoverAfter() {
        var given = draft.value(Key.RECOVER_AFTER);
        var duration = given == null ? Optional.of(RECOVER_AFTER) : Durations.parse(given.value());
        if (duration.isEmpty() || duration.get().isZero()) {
            draft.problem(
                    new Given(given == null ? "" : given.value(), given == null ? "" : given.where()),
                    Key.RECOVER_AFTER.label(),
                    "is no duration: write it like 60s, 5m or 1h");
            return RECOVER_AFTER;
        }
        say(Key.RECOVER_AFTER, Durations.text(duration.get()), given == null ? "default" : given.where());
        return duration.get();
    }

    private LogAccess logs() {
        var given = draft.value(Key.LOGS);
        if (given == null) {
            say(Key.LOGS, LOGS.name().toLowerCase(Locale.ROOT), "default");
            return LOGS;
        }
        say(Key.LOGS, given.value(), given.where());
        for (var access : LogAccess.values()) {
            if (access.name().toLowerCase(Locale.ROOT).equals(given.value())) {
                return access;
            }
        }
        draft.problem(given, Key.LOGS.label(), "is none of api, file and auto");
        return LOGS;
    }

    private @Nullable Boolean throwaway() {
        var given = draft.value(Key.EXAMINE_THROWAWAY);
        say(
                Key.EXAMINE_THROWAWAY,
                given == null ? "where the engine is local" : given.value(),
                given == null ? "default" : given.where());
        if (given == null) {
            return null;
        }
        if (!given.value().equals("true") && !given.value().equals("false")) {
            draft.problem(given, Key.EXAMINE_THROWAWAY.label(), "is neither true nor false");
        }
        return given.value().equals("true");
    }

    private @Nullable InetSocketAddress metrics() {
        var given = draft.value(Key.METRICS);
        say(Key.METRICS, given == null ? "nowhere" : given.value(), given == null ? "default" : given.where());
        if (given == null) {
            return null;
        }
        var match = LISTEN.matcher(given.value());
        if (match.matches() && Integer.parseInt(match.group(2)) <= 65535) {
            return new InetSocketAddress(
                    match.group(1) == null ? "127.0.0.1" : match.group(1), Integer.parseInt(match.group(2)));
        }
        draft.problem(given, Key.METRICS.label(), "is no address to listen at: PORT on 127.0.0.1, or HOST:PORT");
        return null;
    }

    private Map<String, String> kafka() {
        var properties = new TreeMap<String, String>();
        draft.kafka().forEach((name, given) -> {
            properties.put(name, given.value());
            var secret = SECRET_PROPERTY.matcher(name).find();
            inForce.add(new InForce("kafka." + name, secret ? "***" : given.value(), given.where()));
        });
        return properties;
    }

    private Optional<MarkerRule> marker(MarkerDraft marker) {
        if (marker.marker() == null || marker.marker().value().isEmpty()) {
            draft.problem(
                    marker.where(),
                    "markers",
                    "a rule needs marker: the line that the program prints on reaching main");
            return Optional.empty();
        }
        if (marker.name() == null && marker.image() == null) {
            draft.problem(
                    marker.where(), "markers", "a rule needs a name or an image to say which containers it is for");
            return Optional.empty();
        }
        var name = marker.name() == null ? null : marker.name().value();
        var image = marker.image() == null ? null : marker.image().value();
        inForce.add(new InForce(
                "markers",
                (name == null ? "" : "name " + name + " ") + (image == null ? "" : "image " + image + " ") + "prints "
                        + marker.marker().value(),
                marker.where()));
        try {
            return Optional.of(new MarkerRule(name, image, marker.marker().value()));
        } catch (IllegalArgumentException e) {
            draft.problem(marker.marker().where(), "markers", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void say(Key key, String value, String from) {
        inForce.add(new InForce(key.label(), value, from));
    }
}
