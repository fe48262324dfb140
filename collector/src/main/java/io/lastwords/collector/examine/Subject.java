package io.lastwords.collector.examine;

import io.lastwords.model.journal.ContainerSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is to be examined.
 *
 * @param container its ID
 * @param settings as the journal has them: what is left where the container is gone, and the marker
 * @param earlierImageId the image that this workload ran before this one; null where none is known
 */
public record Subject(
        String container,
        ContainerSettings settings,
        @Nullable String earlierImageId) {}
