package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mount.
 *
 * @param type bind, volume, tmpfs
 * @param source the path on the host, empty for tmpfs
 * @param volume the volume's name; null for others
 * @param options as the engine has them: {@code ro}, {@code noexec}, {@code z}
 * @param sourceExists whether the source of a bind is there; null where it cannot be seen from the collector
 * @param mounted what is seen at the destination; null where it was not looked at
 * @param mountedEmpty whether a mounted folder holds nothing; null where it was not looked at
 * @param inImage what the image has at the destination; null where it was not looked at
 * @param covers paths of the command's steps that lie in it or are it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MountFacts(
        String type,
        String source,
        String destination,
        boolean readOnly,
        @Nullable String volume,
        List<String> options,
        @Nullable Boolean sourceExists,
        @Nullable Existence mounted,
        @Nullable Boolean mountedEmpty,
        @Nullable Existence inImage,
        List<String> covers) {
    public MountFacts {
        type = Bounds.text(type, Bounds.WORD);
        source = Bounds.text(source, Bounds.WORD);
        destination = Bounds.text(destination, Bounds.WORD);
        volume = Bounds.textOrNull(volume, Bounds.WORD);
        options = Bounds.texts(options, Bounds.FEW, 64);
        covers = Bounds.texts(covers, 8, Bounds.WORD);
    }
}
