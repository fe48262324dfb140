package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.Capture;
import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.SourceScan;
import io.lastwords.collector.examine.bytes.UnheldException;
import io.lastwords.model.examination.ElfFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An ELF file read by itself, before anything it needs is looked for. Never throws: of a hostile file it says what is
 * wrong.
 *
 * <p>Our own reader: the library for it, jelf, makes arrays of whatever size a header says and reads whole sections at
 * once, so that a few forged bytes end in an OutOfMemoryError; and it wants the whole file.
 */
public final class Elf {
    private static final int MAX_CONSTANTS = 16 << 20;
    private static final Set<String> STDIO = Set.of(
            "printf",
            "puts",
            "putchar",
            "fputs",
            "fputc",
            "putc",
            "fprintf",
            "vprintf",
            "vfprintf",
            "fwrite",
            "__printf_chk",
            "__fprintf_chk",
            "__vfprintf_chk",
            "__vprintf_chk",
            "_IO_putc",
            "setvbuf",
            "fflush");
    private static final Set<String> EXITS =
            Set.of("_exit", "_Exit", "abort", "quick_exit", "__assert_fail", "daemon", "fork", "setsid");

    private final Layout layout;
    private final Dynamic dynamic;
    private final Symbols symbols;
    private final Notes notes;

    private Elf(Layout layout) {
        this.layout = layout;
        this.dynamic = Dynamic.of(layout);
        this.symbols = Symbols.of(layout);
        this.notes = Notes.of(layout);
    }

    /** Empty where the file does not begin as ELF. */
    public static Optional<Elf> read(HeldBytes bytes) {
        return Layout.of(bytes).map(Elf::new);
    }

    /** What a {@link Capture} shall keep beside the beginning and the end. */
    public static List<Capture.Range> wanted(HeldBytes beginning) {
        return Layout.of(beginning).map(Layout::wanted).orElse(List.of());
    }

    /** In the kernel's words. */
    public String machine() {
        return Machines.name(layout.machine(), layout.little(), layout.bits());
    }

    public int bits() {
        return layout.bits();
    }

    /** The loader's path; empty for a static program. */
    public Optional<String> interpreter() {
        return layout.segment(Segment.INTERP).flatMap(segment -> {
            try {
                int length = Math.clamp(segment.fileSize(), 0, 512);
                String path = layout.bytes().text(segment.offset(), length);
                return path.isEmpty() ? Optional.empty() : Optional.of(path);
            } catch (UnheldException e) {
                return Optional.empty();
            }
        });
    }

    /** The libraries it needs, by name. */
    public List<String> needed() {
        return dynamic.needed();
    }

    /** The names it is searched by where it has no RUNPATH: RPATH comes before the environment's folders. */
    public Optional<String> rpath() {
        return dynamic.runpath() == null ? Optional.ofNullable(dynamic.rpath()) : Optional.empty();
    }

    public Optional<String> runpath() {
        return Optional.ofNullable(dynamic.runpath());
    }

    /** The versions that it offers to others, its own name first. */
    public List<String> offered() {
        return dynamic.offered();
    }

    /** The versions it needs, of each library and family. */
    public List<Versions.Needed> versionNeeds() {
        return Versions.of(dynamic.needs());
    }

    /** Whether it writes to its output through a BufWriter of its own, as far as its symbols show. */
    public boolean bufWriter() {
        return symbols.bufWriter();
    }

    /** Default folders of its loader. */
    public List<String> defaultFolders() {
        boolean musl = interpreter().map(path -> path.contains("ld-musl")).orElse(false);
        return Machines.defaultFolders(machine(), musl, layout.bits());
    }

    /**
     * All of it as facts.
     *
     * @param sources null where the bytes were not searched
     */
    public ElfFacts facts(Surroundings around, @Nullable SourceScan sources) {
        var language = Languages.of(layout, dynamic, symbols, notes, sources);
        long sectionsEnd = layout.sectionTableEnd();
        for (Section section : layout.sections()) {
            sectionsEnd = Math.max(sectionsEnd, section.end());
        }
        long segmentsEnd = 0;
        long code = 0;
        for (Segment segment : layout.segments()) {
            if (segment.type() == Segment.LOAD) {
                segmentsEnd = Math.max(segmentsEnd, segment.end());
                code = Sums.end(code, (segment.flags() & Segment.EXECUTABLE) != 0 ? segment.fileSize() : 0);
            }
        }
        var problems = new ArrayList<>(layout.problems());
        problems.addAll(dynamic.problems());
        return new ElfFacts(
                layout.bits(),
                layout.little(),
                machine(),
                Machines.type(layout.type()),
                interpreter().orElse(null),
                around.interpreter(),
                around.searchPath(),
                around.libraries(),
                around.versions(),
                segmentsEnd,
                sectionsEnd,
                layout.bytes().size(),
                symbols.table() ? Boolean.FALSE : symbols.read() ? Boolean.TRUE : null,
                language.language(),
                language.by(),
                main(language.language()),
                notes.isaNeeded(),
                paths(narrowed(language, sources)),
                code,
                known(STDIO),
                known(EXITS),
                problems);
    }

    private ElfFacts.@Nullable MainSymbol main(ElfFacts.Language language) {
        return symbols.table() || !symbols.read()
                ? symbols.main()
                : StrippedMain.of(layout, language).orElse(null);
    }

    private @Nullable SourceScan narrowed(Languages language, @Nullable SourceScan sources) {
        Section constants = layout.section(".rodata");
        boolean rust = language.language() == ElfFacts.Language.RUST;
        if (sources == null
                || !rust
                || constants == null
                || !layout.bytes().holds(constants.offset(), constants.size())) {
            return sources;
        }
        try {
            int length = (int) Math.min(constants.size(), MAX_CONSTANTS);
            return SourceScan.of(layout.bytes().bytes(constants.offset(), length));
        } catch (UnheldException e) {
            return sources;
        }
    }

    private static ElfFacts.@Nullable SourcePaths paths(@Nullable SourceScan sources) {
        return sources == null
                ? null
                : new ElfFacts.SourcePaths(sources.project().size(), sources.project(), sources.dependencies());
    }

    private List<String> known(Set<String> functions) {
        var known = new TreeSet<>(dynamic.imports());
        known.retainAll(functions);
        return List.copyOf(known);
    }
}
