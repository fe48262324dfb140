package io.lastwords.collector.examine;

import io.lastwords.collector.examine.bytes.Capture;
import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.Search;
import io.lastwords.collector.examine.bytes.UnheldException;
import io.lastwords.collector.examine.elf.Elf;
import io.lastwords.collector.examine.elf.Libraries;
import io.lastwords.collector.examine.elf.Surroundings;
import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.collector.examine.files.Paths;
import io.lastwords.collector.examine.files.UnreadableException;
import io.lastwords.collector.examine.script.ScriptReader;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.FileCopy.Source;
import io.lastwords.model.examination.MarkerSearch;
import io.lastwords.model.examination.ScriptFacts;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads one place's copy of a file into facts. Holds one file at a time, see {@link Capture}. Not thread-safe. */
final class CopyReader {
    private static final int FIRST_BYTES = 64;

    private final List<MarkerLiterals> markers;
    private final Masker masker;
    private final List<String> libraryPath;
    private final List<String> searchPath;
    private final BooleanSupplier inTime;

    /**
     * @param libraryPath LD_LIBRARY_PATH's folders
     * @param searchPath PATH's folders, for {@code env} in a shebang
     */
    CopyReader(
            List<MarkerLiterals> markers,
            Masker masker,
            List<String> libraryPath,
            List<String> searchPath,
            BooleanSupplier inTime) {
        this.markers = List.copyOf(markers);
        this.masker = masker;
        this.libraryPath = List.copyOf(libraryPath);
        this.searchPath = List.copyOf(searchPath);
        this.inTime = inTime;
    }

    /** What is there, its bytes not looked at. */
    static FileCopy look(Located at, Source source) {
        FileEntry entry = at.entry();
        if (entry == null || !at.file()) {
            return FileCopy.absent(at.existence(), at.reason(), at.missing(), at.links(), at.resolved(), source);
        }
        return copy(at, source, entry, null, null, new Bytes(null, "", null, 0, List.of(), null, false, null));
    }

    /** What is there, read. */
    Read read(FileTree tree, Located at, Source source) {
        FileEntry entry = at.entry();
        if (entry == null || !at.file()) {
            return new Read(look(at, source), false);
        }
        var intake = new Filling();
        try {
            FileTree.Taken taken = tree.read(at.resolved(), intake);
            Bytes bytes = bytes(tree, at, intake);
            return new Read(copy(at, source, entry, taken, taken.reason(), bytes), bytes.bufWriter());
        } catch (UnreadableException e) {
            return new Read(unread(look(at, source), e.reason()), false);
        }
    }

    /**
     * A file read.
     *
     * @param bufWriter whether the symbols show a BufWriter over the program's output
     */
    record Read(FileCopy copy, boolean bufWriter) {}

    private static FileCopy unread(FileCopy looked, String reason) {
        return new FileCopy(
                looked.existence(),
                reason,
                null,
                looked.links(),
                looked.resolved(),
                looked.source(),
                looked.size(),
                looked.mode(),
                -1,
                -1,
                looked.modified(),
                null,
                "",
                null,
                0,
                List.of(),
                null,
                null);
    }

    private static FileCopy copy(
            Located at,
            Source source,
            FileEntry entry,
            FileTree.@Nullable Taken taken,
            @Nullable String reason,
            Bytes bytes) {
        return new FileCopy(
                Existence.FILE,
                reason == null || reason.isEmpty() ? null : reason,
                null,
                at.links(),
                at.resolved(),
                source,
                entry.size(),
                entry.mode(),
                taken == null ? -1 : taken.uid(),
                taken == null ? -1 : taken.gid(),
                entry.modified(),
                bytes.digest(),
                bytes.first(),
                bytes.content(),
                bytes.searched(),
                bytes.markers(),
                bytes.elf(),
                bytes.script());
    }

    /** What a file's bytes tell. */
    private record Bytes(
            @Nullable String digest,
            String first,
            @Nullable Content content,
            long searched,
            List<MarkerSearch> markers,
            @Nullable ElfFacts elf,
            boolean bufWriter,
            @Nullable ScriptFacts script) {}

    private Bytes bytes(FileTree tree, Located at, Filling filling) {
        Capture capture = filling.capture;
        if (capture == null) {
            return new Bytes(null, "", null, 0, List.of(), null, false, null);
        }
        String digest = capture.digest().orElse(null);
        HeldBytes held = capture.held();
        byte[] beginning = beginning(held, capture.taken(), ScriptReader.MOST);
        Content content = Contents.of(beginning, held.size(), capture.taken() == held.size());
        Optional<Elf> elf = content == Content.ELF ? Elf.read(held) : Optional.empty();
        boolean text = content == Content.SCRIPT || content == Content.TEXT;
        ScriptFacts script = text ? script(tree, beginning, held.size()) : null;
        return new Bytes(
                digest,
                HexFormat.of().formatHex(beginning, 0, Math.min(beginning.length, FIRST_BYTES)),
                content,
                capture.taken(),
                markers.stream().map(marker -> marker.result(filling.search)).toList(),
                elf.map(read -> read.facts(around(tree, read, at), filling.search.sources()))
                        .orElse(null),
                elf.map(Elf::bufWriter).orElse(false),
                script);
    }

    private Surroundings around(FileTree tree, Elf elf, Located at) {
        return inTime.getAsBoolean()
                ? new Libraries(tree, libraryPath, inTime).around(elf, at.resolved())
                : Surroundings.unseen();
    }

    private ScriptFacts script(FileTree tree, byte[] beginning, long size) {
        var reader = new ScriptReader(beginning, beginning.length == size);
        Optional<Existence> interpreter = reader.program().map(program -> interpreter(tree, program));
        return reader.facts(masker, interpreter.orElse(null));
    }

    private Existence interpreter(FileTree tree, String program) {
        if (program.contains("/")) {
            return Located.of(tree, Paths.absolute("/", program)).existence();
        }
        for (String folder : searchPath) {
            Existence at = Located.of(tree, Paths.absolute(folder, program)).existence();
            if (at == Existence.FILE || at == Existence.UNREADABLE) {
                return at;
            }
        }
        return Existence.MISSING;
    }

    private static byte[] beginning(HeldBytes held, long taken, int most) {
        try {
            return held.bytes(0, (int) Math.min(Math.min(held.size(), taken), most));
        } catch (UnheldException e) {
            return new byte[0];
        }
    }

    /** Fills a capture of the size that the archive says. */
    private final class Filling implements FileTree.Intake {
        private final Search search = new Search(
                markers.stream().flatMap(marker -> marker.bytes().stream()).toList());
        private @Nullable Capture capture;

        @Override
        public void begin(long size) {
            capture = new Capture(size, Elf::wanted, search);
        }

        @Override
        public boolean take(byte[] bytes, int from, int length) {
            if (capture != null) {
                capture.take(bytes, from, length);
            }
            return true;
        }
    }
}
