package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an image's tag names now, against what the container was made from.
 *
 * @param reference as the container was asked for
 * @param containerImageId the container's
 * @param taggedImageId what the tag names now; null where it names nothing any more
 * @param taggedCreated when that was built, by its own word
 * @param sameExecutable whether both have the same bytes where the executable is; null where that is not known, or the
 *     tag has not moved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagFacts(
        String reference,
        String containerImageId,
        @Nullable String taggedImageId,
        @Nullable Instant taggedCreated,
        @Nullable Boolean sameExecutable) {
    public TagFacts {
        reference = Bounds.text(reference, Bounds.WORD);
        containerImageId = Bounds.text(containerImageId, Bounds.WORD);
        taggedImageId = Bounds.textOrNull(taggedImageId, Bounds.WORD);
    }

    /** Whether the tag names another image now. */
    @JsonIgnore
    public boolean moved() {
        return taggedImageId != null && !taggedImageId.equals(containerImageId);
    }
}
