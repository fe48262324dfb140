package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.collector.examine.files.Paths;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy.Source;
import io.lastwords.model.examination.MountFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A container's mounts. Looking at any path of a container makes the engine mount all of them, and it makes a missing
 * source of a {@code -v} bind: so where one is missing, or cannot be seen from here, the container is not looked into.
 */
final class MountTable {
    /** One mount; {@code created} where the engine would make its source. */
    record Mount(
            String type,
            String source,
            String destination,
            boolean readOnly,
            @Nullable String volume,
            List<String> options,
            @Nullable Boolean sourceExists,
            boolean created) {}

    private static final int MAX_LOOKED = 16;
    private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc");

    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    /**
     * From an inspect.
     *
     * @param local whether the engine is on this machine
     */
    static MountTable of(JsonNode container, boolean local) {
        JsonNode host = container.path("HostConfig");
        Set<String> strict = new HashSet<>();
        Map<String, List<String>> tmpfs = new LinkedHashMap<>();
        for (JsonNode mount : host.path("Mounts")) {
            strict.add(mount.path("Target").asText());
            if (mount.path("Type").asText().equals("tmpfs")) {
                tmpfs.put(mount.path("Target").asText(), tmpfsOptions(mount));
            }
        }
        var mounts = new ArrayList<Mount>();
        Set<String> destinations = new HashSet<>();
        for (JsonNode mount : container.path("Mounts")) {
            String type = mount.path("Type").asText();
            String source = mount.path("Source").asText("");
            String destination = mount.path("Destination").asText();
            destinations.add(destination);
            boolean bind = type.equals("bind");
            mounts.add(new Mount(
                    type,
                    source,
                    destination,
                    !mount.path("RW").asBoolean(true),
                    mount.path("Name").asText("").isEmpty()
                            ? null
                            : mount.path("Name").asText(),
                    tmpfs.getOrDefault(destination, options(mount.path("Mode").asText(""))),
                    (bind && local) ? exists(source) : null,
                    bind && !strict.contains(destination)));
        }
        host.path("Tmpfs")
                .properties()
                .forEach(e -> mounts.add(tmpfs(e.getKey(), options(e.getValue().asText("")))));
        tmpfs.forEach((target, options) -> {
            if (!destinations.contains(target)) {
                mounts.add(tmpfs(target, options));
            }
        });
        return new MountTable(mounts);
    }

    static MountTable none() {
        return new MountTable(List.of());
    }

    private static Mount tmpfs(String destination, List<String> options) {
        return new Mount("tmpfs", "", destination, options.contains("ro"), null, options, null, false);
    }

    /** Of {@code --mount type=tmpfs}, in the words of {@code --tmpfs}; Options are there from Docker 27 on. */
    private static List<String> tmpfsOptions(JsonNode mount) {
        var options = new ArrayList<String>();
        if (mount.path("ReadOnly").asBoolean()) {
            options.add("ro");
        }
        JsonNode given = mount.path("TmpfsOptions");
        if (given.path("SizeBytes").asLong() > 0) {
            options.add("size=" + given.path("SizeBytes").asLong());
        }
        if (given.path("Mode").asInt() > 0) {
            options.add("mode=" + Integer.toOctalString(given.path("Mode").asInt()));
        }
        for (JsonNode option : given.path("Options")) {
            var parts = new ArrayList<String>();
            option.forEach(part -> parts.add(part.asText()));
            options.add(String.join("=", parts));
        }
        return options;
    }

    private static List<String> options(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static @Nullable Boolean exists(String source) {
        try {
            return Files.exists(Path.of(source));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Why the container's own files must not be looked at; empty where they may. */
    Optional<String> refusal() {
        for (Mount mount : mounts) {
            if (mount.created() && !Boolean.TRUE.equals(mount.sourceExists())) {
                return Optional.of("the bind mount's source " + mount.source()
                        + (mount.sourceExists() == null ? " cannot be seen from here" : " is missing")
                        + ", and looking into the container would make it");
            }
        }
        return Optional.empty();
    }

    /** The innermost mount that a path lies in or is. */
    Optional<Mount> covering(String path) {
        return mounts.stream()
                .filter(mount -> Paths.in(path, mount.destination()))
                .max(Comparator.comparingInt(mount -> mount.destination().length()));
    }

    Source sourceOf(String path) {
        return covering(path)
                .map(mount -> switch (mount.type()) {
                    case "bind" -> Source.BIND;
                    case "volume" -> Source.VOLUME;
                    case "tmpfs" -> Source.TMPFS;
                    default -> Source.OTHER;
                })
                .orElse(Source.CONTAINER);
    }

    /** Whether libraries may come from a mount, so that the image's are not what the program finds. */
    boolean coversLibraries() {
        return mounts.stream()
                .anyMatch(mount -> LIBRARIES.stream()
                        .anyMatch(folder -> (Paths.in(mount.destination(), folder) && !ofTheEngine(mount))
                                || Paths.in(folder, mount.destination())));
    }

    private static boolean ofTheEngine(Mount mount) {
        return Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf").contains(mount.destination());
    }

    /**
     * As facts.
     *
     * @param container null where it must not be looked into
     * @param image null where it could not be looked into
     * @param paths of the command's steps
     */
    List<MountFacts> facts(@Nullable FileTree container, @Nullable FileTree image, List<String> paths) {
        var facts = new ArrayList<MountFacts>();
        for (Mount mount : mounts) {
            boolean look = facts.size() < MAX_LOOKED;
            boolean tmpfs = mount.type().equals("tmpfs");
            facts.add(new MountFacts(
                    mount.type(),
                    mount.source(),
                    mount.destination(),
                    mount.readOnly(),
                    mount.volume(),
                    mount.options(),
                    mount.sourceExists(),
                    (look && container != null && !tmpfs) ? existence(container, mount.destination()) : null,
                    (look && mount.type().equals("bind") && Boolean.TRUE.equals(mount.sourceExists()))
                            ? empty(mount.source())
                            : null,
                    (look && image != null) ? existence(image, mount.destination()) : null,
                    paths.stream()
                            .filter(path -> covering(path).filter(mount::equals).isPresent())
                            .toList()));
        }
        return facts;
    }

    private static Existence existence(FileTree tree, String path) {
        return Located.of(tree, path).existence();
    }

    private static @Nullable Boolean empty(String source) {
        Path folder = Path.of(source);
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (var children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        } catch (IOException e) {
            return null;
        }
    }
}
