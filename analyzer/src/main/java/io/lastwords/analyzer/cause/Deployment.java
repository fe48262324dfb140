package io.lastwords.analyzer.cause;

import io.lastwords.model.journal.ContainerSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a container was brought up, so that a fix is a line which a person can paste: compose or plain docker. */
record Deployment(ContainerSettings settings) {
    private static final String LABEL = "com.docker.compose.";

    /** The service's name, else the container's. */
    String subject() {
        String service = label("service");
        return service != null ? service : image() ? settings.image() : settings.name();
    }

    /** There is no container of it yet. */
    private boolean image() {
        return settings.name().isEmpty();
    }

    /** Whether it is of a compose file. */
    boolean composed() {
        return label("service") != null;
    }

    /** An edit: of the compose file where there is one, else of the options of docker run. */
    String edit(String compose, String docker) {
        if (composed()) {
            return inCompose(compose);
        }
        return image()
                ? "docker run " + settings.image() + " with: " + docker
                : "docker rm -f " + settings.name() + ", then the same docker run again with: " + docker;
    }

    /** An edit of the compose file, where there is one. */
    String inCompose(String edit) {
        String file = file();
        return "in " + (file != null ? file : "the compose file") + ", service " + subject() + ": " + edit;
    }

    /** What brings an edit to life, or shows that it did. */
    String up() {
        return composed()
                ? compose() + " up -d " + subject()
                : image()
                        ? "docker run --rm " + settings.image()
                        : "docker ps -a --filter name=" + settings.name() + "   # does it stay up?";
    }

    /** What builds the image anew and runs it. */
    String rebuild() {
        return composed()
                ? compose() + " up -d --build " + subject()
                : "docker build -t " + settings.image() + " ." + andRecreate();
    }

    /** The same where a layer that the build keeps may be what is wrong. */
    String rebuildWithoutCache() {
        return composed()
                ? compose() + " build --no-cache " + subject() + " && " + up()
                : "docker build --no-cache -t " + settings.image() + " ." + andRecreate();
    }

    private String andRecreate() {
        return image() ? "" : " and recreate " + settings.name();
    }

    /** What makes the container anew from the image that its tag names now. */
    String recreate() {
        return composed()
                ? compose() + " up -d --force-recreate " + subject()
                : "docker rm -f " + settings.name() + ", then the same docker run again";
    }

    /** What takes the container away, so that its volumes are free. */
    String stop() {
        return composed() ? compose() + " rm -sf " + subject() : "docker rm -f " + settings.name();
    }

    /**
     * The end of a {@code docker run} that runs what the container runs, whatever its image says.
     *
     * @param anywhere whether the working directory is another one, so that the program's path must be absolute
     */
    String sameCommand(boolean anywhere) {
        String path = settings.path();
        String program = anywhere && path.contains("/") ? Mounts.absolute(settings, path) : path;
        List<String> entrypoint = settings.entrypoint();
        List<String> command = settings.command();
        var line = new StringBuilder();
        List<String> words = settings.args();
        if (!anywhere && command != null && !command.isEmpty() && (entrypoint == null || entrypoint.isEmpty())) {
            words = command;
        } else {
            line.append("--entrypoint ").append(quoted(program)).append(' ');
        }
        line.append(settings.image());
        words.forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }

    /** A word as a shell takes it. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** What shows fields of the container, as Go's templates name them. */
    String inspect(String fields) {
        return "docker inspect -f '" + fields + "' " + settings.name();
    }

    String logs() {
        return "docker logs --tail 50 " + settings.name();
    }

    private String compose() {
        var files = files();
        String project = label("project");
        boolean own = !files.isEmpty() && project != null && project.equals(projectOf(files.getFirst()));
        return "docker compose"
                + (project == null || own ? "" : " -p " + project)
                + files.stream().map(file -> " -f " + file).collect(Collectors.joining());
    }

    /** The name that compose gives a project without one: its folder's. */
    private static String projectOf(String file) {
        return Figures.base(file.replaceFirst("/[^/]*$", ""))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "");
    }

    /** The only compose file; null where there are several. */
    private @Nullable String file() {
        var files = files();
        return files.size() == 1 ? files.getFirst() : null;
    }

    private List<String> files() {
        String files = label("project.config_files");
        return files == null || files.isBlank() ? List.of() : List.of(files.split(",", -1));
    }

    private @Nullable String label(String name) {
        return settings.labels().get(LABEL + name);
    }
}
