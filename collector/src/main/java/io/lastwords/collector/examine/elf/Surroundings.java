package io.lastwords.collector.examine.elf;

import io.lastwords.model.examination.ElfFacts.Library;
import io.lastwords.model.examination.ElfFacts.VersionNeed;
import io.lastwords.model.examination.Existence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an ELF file's needs is there.
 *
 * @param interpreter null where it was not looked for
 */
public record Surroundings(
        @Nullable Existence interpreter, List<String> searchPath, List<Library> libraries, List<VersionNeed> versions) {
    /** Nothing was looked for. */
    public static Surroundings unseen() {
        return new Surroundings(null, List.of(), List.of(), List.of());
    }
}
