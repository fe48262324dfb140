package io.lastwords.model.examination;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ELF file says of itself, and whether what it needs is there.
 *
 * @param bits 32 or 64, 0 where the header says neither
 * @param littleEndian its byte order
 * @param machine in the kernel's words ({@code x86_64}, {@code aarch64}, {@code armv7l}), else {@code e_machine N}
 * @param type {@code exec}, {@code dyn}, {@code rel}, {@code core}, else {@code e_type N}
 * @param interpreter the loader, PT_INTERP; null for a static program
 * @param interpreterExistence whether it is there; null where it was not looked for
 * @param searchPath RPATH or RUNPATH with {@code $ORIGIN} replaced, as the file has it
 * @param libraries the needed ones, and what those need, as far as looked
 * @param versions needs of symbol versions, one for each library and family
 * @param segmentsEnd where the last loaded segment ends in the file
 * @param sectionsEnd where the section table, or the last section, ends; 0 where there are none
 * @param fileSize the size that these are measured against
 * @param stripped no symbol table; null where a cut file does not tell
 * @param language what it was built from
 * @param languageBy how that is known, in words
 * @param main the user's main function; null where there is none to be seen. In a stripped file {@code main}, where the
 *     code at the entry tells
 * @param isaNeeded {@code x86-64-v2}, {@code x86-64-v3}: noted in the file
 * @param sources paths of the project's own sources that occur in its bytes; null where it was not searched
 * @param codeBytes size of the executable segments
 * @param stdio functions of libc's buffered output that it uses ({@code printf}, {@code puts}); empty where none is
 *     imported
 * @param exits functions it imports that end a process without flushing ({@code _exit}, {@code abort}), or leave its
 *     work to a child and end it ({@code daemon}; {@code fork} and {@code setsid})
 * @param problems what is wrong with its tables, in words; empty as a rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ElfFacts(
        int bits,
        boolean littleEndian,
        String machine,
        String type,
        @Nullable String interpreter,
        @Nullable Existence interpreterExistence,
        List<String> searchPath,
        List<Library> libraries,
        List<VersionNeed> versions,
        long segmentsEnd,
        long sectionsEnd,
        long fileSize,
        @Nullable Boolean stripped,
        Language language,
        String languageBy,
        @Nullable MainSymbol main,
        List<String> isaNeeded,
        @Nullable SourcePaths sources,
        long codeBytes,
        List<String> stdio,
        List<String> exits,
        List<String> problems) {

    /** What a program was built from. */
    public enum Language {
        @JsonProperty("rust")
        RUST,
        @JsonProperty("go")
        GO,
        @JsonProperty("c")
        C,
        @JsonProperty("c++")
        CPP,
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }

    /**
     * A needed library.
     *
     * @param name as needed, {@code libssl.so.3}
     * @param foundAt where the loader finds it; null where it does not
     * @param neededBy the path of the file that needs it
     * @param searched whether the whole search path could be looked at: only then {@code foundAt} null says missing
     */
    public record Library(String name, @Nullable String foundAt, String neededBy, boolean searched) {
        public Library {
            name = Bounds.text(name, Bounds.WORD);
            foundAt = Bounds.textOrNull(foundAt, Bounds.WORD);
            neededBy = Bounds.text(neededBy, Bounds.WORD);
        }

        /** Looked for everywhere, found nowhere. */
        @JsonIgnore
        public boolean missing() {
            return searched && foundAt == null;
        }
    }

    /**
     * The versions of one family that a file needs from one library.
     *
     * @param family {@code GLIBC}, {@code GLIBCXX}, {@code CXXABI}
     * @param highest the highest one needed, {@code 2.38}
     * @param offered the highest one that the library found offers; null where it was not found or not read
     * @param missing those needed that it does not offer; empty where {@code offered} is null
     */
    public record VersionNeed(
            String library,
            String family,
            String highest,
            @Nullable String offered,
            List<String> missing) {
        public VersionNeed {
            library = Bounds.text(library, Bounds.WORD);
            family = Bounds.text(family, Bounds.WORD);
            highest = Bounds.text(highest, Bounds.WORD);
            offered = Bounds.textOrNull(offered, Bounds.WORD);
            missing = Bounds.texts(missing, 4, 64);
        }
    }

    /**
     * The user's main function.
     *
     * @param name demangled as far as needed: {@code web::main}, {@code main.main}, {@code main}
     * @param size bytes of code; -1 where the file has no symbols and it is only seen to do something
     */
    public record MainSymbol(String name, long size) {
        public MainSymbol {
            name = Bounds.text(name, Bounds.WORD);
        }
    }

    /**
     * Paths of the project's own sources in the file's bytes, as panics and debug information leave them; not those of
     * the language's library or of dependencies.
     *
     * @param count different ones
     * @param samples a few
     * @param dependencies different paths that belong to dependencies (a registry, a module cache)
     */
    public record SourcePaths(int count, List<String> samples, int dependencies) {
        public SourcePaths {
            samples = Bounds.texts(samples, 8, Bounds.WORD);
        }
    }

    public ElfFacts {
        machine = Bounds.text(machine, Bounds.WORD);
        type = Bounds.text(type, Bounds.WORD);
        interpreter = Bounds.textOrNull(interpreter, Bounds.WORD);
        searchPath = Bounds.texts(searchPath, Bounds.FEW, Bounds.WORD);
        libraries = Bounds.list(libraries, 64);
        versions = Bounds.list(versions, 32);
        language = language == null ? Language.UNKNOWN : language;
        languageBy = Bounds.text(languageBy, Bounds.WORD);
        isaNeeded = Bounds.texts(isaNeeded, 8, Bounds.WORD);
        stdio = Bounds.texts(stdio, Bounds.FEW, 64);
        exits = Bounds.texts(exits, Bounds.FEW, 64);
        problems = Bounds.texts(problems, Bounds.FEW, Bounds.WORD);
    }

    /** A segment that is to be loaded ends beyond the file's end: it dies of it. */
    @JsonIgnore
    public boolean segmentsCut() {
        return segmentsEnd > fileSize;
    }

    /** The section table ends beyond the file's end; it may run all the same. */
    @JsonIgnore
    public boolean sectionsCut() {
        return sectionsEnd > fileSize;
    }
}
