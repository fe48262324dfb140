package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is at one path in one place.
 *
 * @param reason why it is unreadable, or what special kind it is; null otherwise
 * @param missing the first component of the path that is not there, as a path; null where all are
 * @param links the links that were walked, each {@code /path -> target}
 * @param resolved where they lead
 * @param source what the file comes from
 * @param size bytes
 * @param mode the permission bits, {@code 0755} as a number; set-uid and set-gid included
 * @param uid -1 where not known
 * @param gid -1 where not known
 * @param digest {@code sha256:} and 64 hex digits, of the whole file; null where it was not read to its end
 * @param firstBytes up to 64 bytes in hex
 * @param content what its bytes are; null where they were not read
 * @param searched how many bytes were searched for markers and source paths, from the beginning
 * @param markers each configured marker, in the configuration's order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileCopy(
        Existence existence,
        @Nullable String reason,
        @Nullable String missing,
        List<String> links,
        String resolved,
        Source source,
        long size,
        int mode,
        int uid,
        int gid,
        @Nullable Instant modified,
        @Nullable String digest,
        String firstBytes,
        @Nullable Content content,
        long searched,
        List<MarkerSearch> markers,
        @Nullable ElfFacts elf,
        @Nullable ScriptFacts script) {

    /** Where a file's bytes come from. */
    public enum Source {
        @JsonProperty("image")
        IMAGE,
        /** The container's own layer: written after it was made. */
        @JsonProperty("container")
        CONTAINER,
        @JsonProperty("bind")
        BIND,
        @JsonProperty("volume")
        VOLUME,
        @JsonProperty("tmpfs")
        TMPFS,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER
    }

    /** What a file's bytes are. */
    public enum Content {
        @JsonProperty("elf")
        ELF,
        /** Begins with {@code #!}, a byte order mark before it or not. */
        @JsonProperty("script")
        SCRIPT,
        @JsonProperty("empty")
        EMPTY,
        /** A Git LFS pointer. */
        @JsonProperty("lfs-pointer")
        LFS_POINTER,
        @JsonProperty("html")
        HTML,
        /** Text without a shebang. */
        @JsonProperty("text")
        TEXT,
        /** A jar, zip or wheel. */
        @JsonProperty("zip")
        ZIP,
        @JsonProperty("gzip")
        GZIP,
        /** A Windows program. */
        @JsonProperty("pe")
        PE,
        /** A macOS program. */
        @JsonProperty("mach-o")
        MACH_O,
        /** Nothing but zeros, as far as it was read. */
        @JsonProperty("zeros")
        ZEROS,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER
    }

    public FileCopy {
        existence = existence == null ? Existence.UNREADABLE : existence;
        source = source == null ? Source.OTHER : source;
        reason = Bounds.textOrNull(reason, Bounds.WORD);
        missing = Bounds.textOrNull(missing, Bounds.WORD);
        links = Bounds.texts(links, Bounds.FEW, 2 * Bounds.WORD);
        resolved = Bounds.text(resolved, Bounds.WORD);
        digest = Bounds.textOrNull(digest, Bounds.WORD);
        firstBytes = Bounds.text(firstBytes, 128);
        markers = Bounds.list(markers, 8);
    }

    /** Nothing there, or nothing that could be read. */
    public static FileCopy absent(
            Existence existence,
            @Nullable String reason,
            @Nullable String missing,
            List<String> links,
            String resolved,
            Source source) {
        return new FileCopy(
                existence, reason, missing, links, resolved, source, 0, 0, -1, -1, null, null, "", null, 0, List.of(),
                null, null);
    }

    /** The same copy, told in other detail. */
    public FileCopy with(@Nullable ElfFacts otherElf, @Nullable ScriptFacts otherScript) {
        return new FileCopy(
                existence,
                reason,
                missing,
                links,
                resolved,
                source,
                size,
                mode,
                uid,
                gid,
                modified,
                digest,
                firstBytes,
                content,
                searched,
                markers,
                otherElf,
                otherScript);
    }

    /** Whether a regular file is there. */
    @JsonIgnore
    public boolean present() {
        return existence == Existence.FILE;
    }

    /** Whether any of the three x bits is set: all that root needs. */
    @JsonIgnore
    public boolean executableByAnybody() {
        return (mode & 0111) != 0;
    }
}
