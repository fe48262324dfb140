package io.lastwords.model.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container was made with, as far as a diagnosis needs it. Every text in it is masked; of environment variables
 * there are only names. Bounded: of what is absurdly long or many the first is kept.
 *
 * @param name the container's name without the leading slash
 * @param image the image as it was asked for
 * @param imageId the image's ID, {@code sha256:...}
 * @param path what the engine executes (State's Path), with {@code args}: entrypoint and command put together
 * @param entrypoint null where there is none
 * @param command null where there is none
 * @param workingDir empty for the root
 * @param user empty for the image's default, root
 * @param hostname the container's own host name
 * @param tty whether it has a terminal; then stdout and stderr are one
 * @param openStdin whether its standard input is kept open
 * @param autoRemove {@code --rm}
 * @param init whether the engine's own init is process 1
 * @param stopSignal null for SIGTERM
 * @param stopTimeoutSeconds null for the engine's 10 s
 * @param memoryLimit bytes, 0 for none
 * @param environment names of variables only
 * @param ports published ports, as {@code 8080->80/tcp}
 * @param healthcheck the check's command, null where there is none
 * @param architecture the engine's architecture, as its info says ({@code x86_64})
 * @param marker the line that the program prints on reaching main, {@code TEXT} or {@code /REGEX/}; null where unknown
 * @param job whether ending with 0 is its purpose ({@code lastwords.job})
 * @param logs whether its lines may be in the journal ({@code lastwords.logs})
 */
public record ContainerSettings(
        String name,
        String image,
        String imageId,
        String path,
        List<String> args,
        @Nullable List<String> entrypoint,
        @Nullable List<String> command,
        String workingDir,
        String user,
        String hostname,
        boolean tty,
        boolean openStdin,
        boolean autoRemove,
        boolean init,
        RestartPolicy restartPolicy,
        @Nullable String stopSignal,
        @Nullable Integer stopTimeoutSeconds,
        long memoryLimit,
        String logDriver,
        Map<String, String> labels,
        List<String> environment,
        List<Mount> mounts,
        List<String> ports,
        String networkMode,
        @Nullable String healthcheck,
        Instant created,
        String architecture,
        @Nullable String marker,
        boolean job,
        boolean logs) {

    public ContainerSettings {
        name = Room.text(name, Room.NAME);
        image = Room.text(image, Room.NAME);
        imageId = Room.text(imageId, Room.NAME);
        path = Room.text(path, Room.TEXT);
        args = Room.words(args);
        entrypoint = entrypoint == null ? null : Room.words(entrypoint);
        command = command == null ? null : Room.words(command);
        workingDir = Room.text(workingDir, Room.TEXT);
        user = Room.text(user, Room.NAME);
        hostname = Room.text(hostname, Room.NAME);
        stopSignal = stopSignal == null ? null : Room.text(stopSignal, Room.NAME);
        logDriver = Room.text(logDriver, Room.NAME);
        labels = Room.labels(labels);
        environment = Room.words(environment);
        mounts = Room.first(mounts, Room.WIDE, Mount::bytes);
        ports = Room.words(ports);
        networkMode = Room.text(networkMode, Room.NAME);
        healthcheck = healthcheck == null ? null : Room.text(healthcheck, Room.TEXT);
        architecture = Room.text(architecture, Room.NAME);
        marker = marker == null ? null : Room.text(marker, Room.TEXT);
    }

    /**
     * The engine's restart policy.
     *
     * @param name no, always, unless-stopped or on-failure
     * @param maximumRetryCount for on-failure; 0 for no limit
     */
    public record RestartPolicy(String name, int maximumRetryCount) {
        public RestartPolicy {
            name = Room.text(name, Room.NAME);
        }

        /** Whether this policy starts a container again that ended by itself with this code. */
        public boolean restarts(int exitCode) {
            return switch (name) {
                case "always", "unless-stopped" -> true;
                case "on-failure" -> exitCode != 0;
                default -> false;
            };
        }

        /** Whether there is a policy at all. */
        public boolean present() {
            return !name.isEmpty() && !name.equals("no");
        }
    }

    /**
     * One mount.
     *
     * @param type bind, volume or tmpfs
     * @param source the path on the host, empty for tmpfs
     * @param volume the volume's name, null for others
     */
    public record Mount(
            String type,
            String source,
            String destination,
            boolean readOnly,
            @Nullable String volume) {
        private int bytes() {
            return 80
                    + Room.bytes(type)
                    + Room.bytes(source)
                    + Room.bytes(destination)
                    + (volume == null ? 0 : Room.bytes(volume));
        }
    }
}
