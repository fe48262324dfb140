package io.lastwords.analyzer.cause;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.Mount;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which mount a path of the container lies in. Paths are the container's: text, never looked up. */
final class Mounts {
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private Mounts() {}

    /** A path made absolute in the container's working directory, without {@code .} and {@code ..}. */
    static String absolute(ContainerSettings settings, String path) {
        String whole = path.startsWith("/") ? path : settings.workingDir() + "/" + path;
        var parts = new ArrayDeque<String>();
        for (String part : whole.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The innermost mount whose destination is a folder above the path. */
    static Optional<Mount> above(ContainerSettings settings, String absolute) {
        return settings.mounts().stream()
                .filter(mount -> absolute.startsWith(folder(mount)))
                .max(Comparator.comparingInt(mount -> folder(mount).length()));
    }

    /** The innermost mount that holds the path, or is mounted at it. */
    static Optional<Mount> at(ContainerSettings settings, String absolute) {
        return above(settings, absolute + "/");
    }

    /** A mount over a folder in which programs are looked for by name. */
    static Optional<Mount> overPath(ContainerSettings settings) {
        return settings.mounts().stream()
                .filter(mount -> PATH.stream().anyMatch(dir -> (dir + "/").startsWith(folder(mount))))
                .findFirst();
    }

    /** The path on the host behind a path in a bind mount. */
    static Optional<String> onHost(ContainerSettings settings, String absolute) {
        return at(settings, absolute)
                .filter(mount -> mount.type().equals("bind"))
                .map(mount -> {
                    String destination = strip(mount.destination());
                    return mount.source() + absolute.substring(Math.min(destination.length(), absolute.length()));
                });
    }

    /** How a person wrote it: {@code SOURCE:DESTINATION}. */
    static String words(Mount mount) {
        String volume = mount.volume();
        return switch (mount.type()) {
            case "tmpfs" -> "tmpfs " + mount.destination();
            case "volume" -> "volume " + (volume == null ? mount.source() : volume) + ":" + mount.destination();
            default -> "bind mount " + mount.source() + ":" + mount.destination();
        };
    }

    private static String folder(Mount mount) {
        return strip(mount.destination()) + "/";
    }

    private static String strip(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
