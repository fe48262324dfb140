package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One path that the command needs, as each place has it. A place that was not looked into is null, and {@link
 * Examination#unknown} says why.
 *
 * @param path as the step has it
 * @param coveredBy the destination of the mount that the path lies in or is; null where the image's layers show
 * @param inContainer what the program's process finds, mounts and the container's own changes included
 * @param inImage what the container's image has at the path
 * @param inTagged what the image has that the tag names now; null where the tag has not moved
 * @param inEarlier what the image had that this workload ran before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExaminedFile(
        String path,
        @Nullable String coveredBy,
        @Nullable FileCopy inContainer,
        @Nullable FileCopy inImage,
        @Nullable FileCopy inTagged,
        @Nullable FileCopy inEarlier) {
    public ExaminedFile {
        path = Bounds.text(path, Bounds.WORD);
        coveredBy = Bounds.textOrNull(coveredBy, Bounds.WORD);
    }

    /** What ran: the container's copy; the image's where no mount covers it and the container's could not be read. */
    @JsonIgnore
    public Optional<FileCopy> running() {
        if (inContainer != null && inContainer.existence() != Existence.UNREADABLE) {
            return Optional.of(inContainer);
        }
        return coveredBy == null && inImage != null ? Optional.of(inImage) : Optional.ofNullable(inContainer);
    }

    /** Whether two copies have the same bytes; empty where one of them is not known. */
    public static Optional<Boolean> sameBytes(@Nullable FileCopy one, @Nullable FileCopy other) {
        if (one == null || other == null || one.digest() == null || other.digest() == null) {
            return Optional.empty();
        }
        return Optional.of(one.digest().equals(other.digest()));
    }
}
