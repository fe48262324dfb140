package io.lastwords.e2e.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The images of {@code e2e/containers}, each built once with the classic builder. The tag is a digest of the sources,
 * so an image is built again exactly when its folder has changed.
 */
public final class Images {
    private static final Path FOLDERS = Path.of("containers").toAbsolutePath();
    private static final Path CONTEXTS = Path.of("target", "containers").toAbsolutePath();

    private Images() {}

    /** The image of one folder, built where it is missing. */
    public static synchronized String image(String folder) {
        try {
            var files = files(FOLDERS.resolve(folder));
            var tag = "lastwords-e2e/" + folder + ":" + digest(files);
            if (Docker.run("image", "inspect", tag).exitCode() != 0) {
                var context = context(folder, files);
                Docker.run("build", "--quiet", "--network", "none", "--tag", tag, context.toString())
                        .orFail();
            }
            return tag;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }

    private static String digest(List<Path> files) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(file.getFileName().toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path context(String folder, List<Path> files) throws IOException {
        Files.createDirectories(CONTEXTS);
        var context = Files.createTempDirectory(CONTEXTS, folder + "-");
        for (var file : files) {
            Files.copy(file, context.resolve(file.getFileName()));
        }
        Programs.compile(context);
        return context;
    }
}
