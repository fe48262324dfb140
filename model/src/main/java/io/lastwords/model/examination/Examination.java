package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts read from a container, its image and its executable after a suspicious run. What could not be had is in
 * {@code unknown} with the reason: an absent fact is never a 'no'.
 *
 * @param command what really runs
 * @param files each file that the command needs, the executable among them
 * @param image the container's own image; null where it is gone
 * @param tag what the image's tag names now; null where the image was named by digest or ID
 * @param earlierImageId the image that this workload ran before, as far as the journal remembers; null where unknown
 * @param runtime what stands between the program's output and the log
 * @param mounts the mount table
 * @param hostArchitecture the engine's machine in the kernel's words: {@code x86_64}, {@code aarch64}
 * @param memoryLimit bytes, 0 for none
 * @param containerCreated null for an examined image
 * @param health the health check's last results, oldest first
 * @param unknown what could not be had
 * @param millis how long it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Examination(
        CommandFacts command,
        List<ExaminedFile> files,
        @Nullable ImageFacts image,
        @Nullable TagFacts tag,
        @Nullable String earlierImageId,
        @Nullable OutputRuntime runtime,
        List<MountFacts> mounts,
        String hostArchitecture,
        long memoryLimit,
        @Nullable Instant containerCreated,
        List<HealthResult> health,
        List<UnknownFact> unknown,
        long millis) {
    /** Files in one examination. */
    public static final int MAX_FILES = 8;

    /** Of one examination as JSON: a workload's state holds one, and all of it must fit into a record. */
    public static final int MAX_BYTES = 350_000;

    public Examination {
        Objects.requireNonNull(command, "command");
        files = Bounds.list(files, MAX_FILES);
        earlierImageId = Bounds.textOrNull(earlierImageId, Bounds.WORD);
        mounts = Bounds.list(mounts, 64);
        hostArchitecture = Bounds.text(hostArchitecture, Bounds.WORD);
        health = Bounds.list(health, 5);
        unknown = Bounds.list(unknown, 64);
    }

    /** The file of the user's program: not the wrapper, shell or interpreter before it. */
    @JsonIgnore
    public Optional<ExaminedFile> executable() {
        return command.executableStep().map(CommandStep::path).flatMap(this::file);
    }

    /** The file at a step's path. */
    public Optional<ExaminedFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** Why a fact could not be had. */
    public Optional<String> unknown(String fact) {
        return unknown.stream()
                .filter(one -> one.fact().equals(fact))
                .map(UnknownFact::reason)
                .findFirst();
    }
}
