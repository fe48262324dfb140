package io.lastwords.analyzer.cause;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a workload ran before, to compare with.
 *
 * @param earlierImageId the image before the present one; null where none is known
 * @param healthyImageId the image of the last healthy run; null where none was healthy
 * @param executables the user's programs of the last images, as examinations found them; the latest last
 */
public record Before(
        @Nullable String earlierImageId, @Nullable String healthyImageId, List<Executable> executables) {
    public static final Before NOTHING = new Before(null, null, List.of());

    public Before {
        executables = List.copyOf(executables);
    }

    /** The program of one image: enough to tell two apart. */
    public record Executable(String imageId, String path, String digest, long size) {}

    Optional<Executable> executable(@Nullable String imageId, String path) {
        return executables.stream()
                .filter(one -> one.imageId().equals(imageId) && one.path().equals(path))
                .findFirst();
    }
}
