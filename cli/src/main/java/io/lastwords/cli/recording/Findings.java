package io.lastwords.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.cli.recording.Masks.Kind;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds in the journal's JSON what tells whose it is: hosts, names, registries, addresses. */
final class Findings {
    private static final String GROUP = "[0-9a-fA-F]{1,4}";
    private static final Pattern IPV4 = Pattern.compile(
            "(?<![\\w.])(?!127\\.|0\\.0\\.0\\.0|255\\.255\\.255)(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}"
                    + "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w]|\\.\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?<![\\w:])(?=[0-9a-fA-F:]*\\d)(?!::1?(?![\\w:]))"
            + "(?:(?:" + GROUP + ":){7}" + GROUP + "|(?:" + GROUP + ":){1,6}(?::" + GROUP + "){1,6}|(?:" + GROUP
            + ":){1,7}:|:(?::" + GROUP + "){2,7})(?![\\w:])");
    private static final Pattern MAC = Pattern.compile("(?<![\\w:])(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}(?![\\w:])");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@(?:[\\w-]+\\.)+[A-Za-z]{2,}");
    private static final Pattern URL =
            Pattern.compile("://(?:([^\\s/@:]+)(?::[^\\s/@]*)?@)?([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)");
    private static final Pattern HOST_PORT =
            Pattern.compile("(?<![\\w./:@-])([A-Za-z][A-Za-z0-9.-]*):\\d{2,5}(?![\\w.])");
    private static final Pattern DOMAIN = Pattern.compile("(?<![\\w./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+"
            + "(?:com|net|org|edu|gov|io|dev|cloud|internal|intern|lan|corp|home|local|arpa|eu|de|at|ch|uk|fr|nl|us|ca"
            + "|svc|consul)(?![\\w-]|\\.\\w)");
    private static final Pattern HOME = Pattern.compile("/(?:home|Users)/([A-Za-z0-9._-]+)");
    /** Where somebody built it, as panics and debug sections tell. */
    private static final Pattern FOLDER =
            Pattern.compile("(?<![\\w./-])/(?:tmp|home|Users|root|builds|workspace)(?:/[\\w.@+-]+)+(?=/)");

    private static final Pattern SOURCE = Pattern.compile(
            ".*\\.(rs|py|js|mjs|ts|go|java|kt|c|cc|cpp|h|rb|php|pl|sh|cs|ex|conf|yml|yaml|json|toml|xml)");
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{12}");

    private final Masks masks;

    Findings(Masks masks) {
        this.masks = masks;
    }

    /** Takes one event. */
    void take(JsonNode event) {
        JsonNode origin = event.path("origin");
        masks.add(Kind.HOST, text(origin, "host"));
        masks.add(Kind.ENGINE, text(origin, "engine"));
        settings(event.path("settings"));
        JsonNode facts = event.path("facts");
        image(text(facts.path("tag"), "reference"));
        facts.path("image").path("tags").forEach(tag -> image(tag.asText()));
        facts.path("mounts").forEach(this::mount);
        texts(event);
        for (String part : origin.path("workload").asText().split("[/ ]", -1)) {
            masks.add(Kind.NAME, part.contains(":") ? part.substring(0, part.indexOf(':')) : part);
        }
    }

    private void settings(JsonNode settings) {
        if (settings.isMissingNode()) {
            return;
        }
        masks.add(Kind.NAME, text(settings, "name"));
        String hostname = text(settings, "hostname");
        if (!SHORT_ID.matcher(hostname).matches()) {
            masks.add(Kind.HOST, hostname);
        }
        image(text(settings, "image"));
        JsonNode labels = settings.path("labels");
        for (String label : List.of(
                "com.docker.compose.project",
                "com.docker.compose.service",
                "com.docker.swarm.service.name",
                "com.docker.stack.namespace")) {
            masks.add(Kind.NAME, text(labels, label));
        }
        String network = text(settings, "networkMode");
        masks.add(Kind.NAME, network.substring(network.indexOf(':') + 1));
        settings.path("mounts").forEach(this::mount);
    }

    private void mount(JsonNode mount) {
        masks.add(Kind.VOLUME, text(mount, "volume"));
        String source = text(mount, "source");
        if (source.indexOf('/', 1) > 0) { // not the root's own folders, which all hosts have
            masks.add(Kind.PATH, source);
        }
    }

    /** {@code registry:5000/team/name:tag@digest}; not by a digest or an ID alone. */
    private void image(String reference) {
        if (reference.isEmpty() || reference.startsWith("sha256:")) {
            return;
        }
        String name = reference.replaceFirst("@.*", "").replaceFirst(":[^:/]*$", "");
        String[] parts = name.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean registry = i == 0 && parts.length > 1 && (parts[0].contains(".") || parts[0].contains(":"));
            masks.add(registry ? Kind.REGISTRY : Kind.NAME, parts[i]);
        }
    }

    private void texts(JsonNode node) {
        if (node.isTextual()) {
            text(node.asText());
        } else {
            node.forEach(this::texts);
        }
    }

    private void text(String text) {
        MAIL.matcher(text).results().forEach(found -> masks.add(Kind.MAIL, found.group()));
        IPV4.matcher(text).results().forEach(found -> masks.add(Kind.IPV4, found.group()));
        MAC.matcher(text).results().forEach(found -> masks.add(Kind.MAC, found.group()));
        IPV6.matcher(text).results().forEach(found -> masks.add(Kind.IPV6, found.group()));
        URL.matcher(text).results().forEach(found -> {
            masks.add(Kind.USER, found.group(1));
            host(found.group(2));
        });
        HOST_PORT.matcher(text).results().map(found -> found.group(1)).forEach(this::hostWithPort);
        DOMAIN.matcher(text).results().map(MatchResult::group).forEach(this::host);
        FOLDER.matcher(text).results().forEach(found -> masks.add(Kind.PATH, found.group()));
        HOME.matcher(text).results().forEach(found -> masks.add(Kind.USER, found.group(1)));
    }

    /** A word before a number may be anything; with a dot, a hyphen or a digit in it, it is a host, or a source file. */
    private void hostWithPort(String host) {
        if (host.chars().anyMatch(c -> c == '.' || c == '-' || Character.isDigit(c))
                && !SOURCE.matcher(host).matches()) {
            host(host);
        }
    }

    private void host(String host) {
        if (!IPV4.matcher(host).matches() && host.chars().anyMatch(Character::isLetter)) {
            masks.add(Kind.HOST, host);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
