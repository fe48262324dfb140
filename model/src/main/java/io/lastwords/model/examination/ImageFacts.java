package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The image that a container was made from.
 *
 * @param id {@code sha256:...}
 * @param tags its tags now
 * @param created when it was built, by its own word
 * @param architecture by its own word, in Go's words ({@code amd64}), which may be wrong
 * @param entrypoint masked; null where there is none
 * @param command masked; null where there is none
 * @param history oldest first; what does not fit is left out at the oldest end
 * @param droppedCommand the base image's command, which a later ENTRYPOINT took away; null where none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageFacts(
        String id,
        List<String> tags,
        @Nullable Instant created,
        String architecture,
        String os,
        long size,
        @Nullable List<String> entrypoint,
        @Nullable List<String> command,
        String workingDir,
        String user,
        List<Layer> history,
        @Nullable String droppedCommand) {
    /** Steps of a history that are kept. */
    public static final int MAX_HISTORY = 64;

    /**
     * One step of the build.
     *
     * @param createdBy the step, masked and cut
     * @param size bytes it added
     */
    public record Layer(@Nullable Instant created, String createdBy, long size) {
        public Layer {
            createdBy = Bounds.text(createdBy, Bounds.LINE / 2);
        }
    }

    public ImageFacts {
        id = Bounds.text(id, Bounds.WORD);
        tags = Bounds.texts(tags, Bounds.FEW, Bounds.WORD);
        architecture = Bounds.text(architecture, Bounds.WORD);
        os = Bounds.text(os, Bounds.WORD);
        entrypoint = Bounds.wordsOrNull(entrypoint);
        command = Bounds.wordsOrNull(command);
        workingDir = Bounds.text(workingDir, Bounds.WORD);
        user = Bounds.text(user, Bounds.WORD);
        history = Bounds.list(history, MAX_HISTORY);
        droppedCommand = Bounds.textOrNull(droppedCommand, Bounds.WORD);
    }
}
