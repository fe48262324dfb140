package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.files.Beginning;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.collector.examine.files.Paths;
import io.lastwords.model.examination.ElfFacts.Library;
import io.lastwords.model.examination.ElfFacts.VersionNeed;
import io.lastwords.model.examination.Existence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what an ELF file needs, as its loader would: RPATH, LD_LIBRARY_PATH, RUNPATH, the folders of ld.so.cache,
 * the defaults. Bounded in lookups and in time; where it stops it says 'not searched', never 'missing'. Not
 * thread-safe.
 */
public final class Libraries {
    private static final int MAX_LOOKUPS = 160;
    private static final int MAX_LIBRARIES = 64;
    private static final int LIBRARY_BYTES = 8 << 20;

    private final FileTree files;
    private final List<String> libraryPath;
    private final BooleanSupplier inTime;
    private final Map<String, Located> seen = new HashMap<>();
    private @Nullable List<String> configured;
    private boolean configurationRead = true;
    private int lookups;

    /**
     * @param libraryPath LD_LIBRARY_PATH's folders
     * @param inTime false once there is no time for more
     */
    public Libraries(FileTree files, List<String> libraryPath, BooleanSupplier inTime) {
        this.files = files;
        this.libraryPath = List.copyOf(libraryPath);
        this.inTime = inTime;
    }

    /** What is there of a program's needs. */
    public Surroundings around(Elf program, String path) {
        Optional<String> interpreter = program.interpreter();
        Existence loader =
                interpreter.map(at -> look(Paths.absolute("/", at)).existence()).orElse(null);
        var found = new LinkedHashMap<String, Library>();
        var elfs = new HashMap<String, Elf>();
        var open = new ArrayDeque<Wanting>();
        open.add(new Wanting(path, program));
        while (!open.isEmpty() && found.size() < MAX_LIBRARIES) {
            Wanting wanting = open.poll();
            for (String name : wanting.elf().needed()) {
                if (!found.containsKey(name) && found.size() < MAX_LIBRARIES) {
                    Library library = find(name, wanting, program);
                    found.put(name, library);
                    String at = library.foundAt();
                    if (at != null && worthReading(name, program)) {
                        read(at).ifPresent(elf -> {
                            elfs.put(name, elf);
                            open.add(new Wanting(at, elf));
                        });
                    }
                }
            }
        }
        return new Surroundings(
                loader,
                ownPath(program, path),
                List.copyOf(found.values()),
                program.versionNeeds().stream().map(need -> against(need, elfs)).toList());
    }

    private record Wanting(String path, Elf elf) {}

    private static VersionNeed against(Versions.Needed need, Map<String, Elf> elfs) {
        Elf library = elfs.get(need.library());
        return need.against(library == null ? null : library.offered());
    }

    /** Libraries of the C runtime need only each other; of them those are read whose versions are needed. */
    private boolean worthReading(String name, Elf program) {
        boolean runtime = name.matches(
                "(?:libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\\+\\+|ld-linux.*|libc\\.musl.*|libutil|libresolv)\\.so.*|ld-linux.*");
        boolean versions = program.versionNeeds().stream()
                .anyMatch(need -> need.library().equals(name) && !need.family().equals("GCC"));
        return inTime.getAsBoolean()
                && (runtime ? versions && !name.startsWith("ld-linux") : seen.size() < MAX_LOOKUPS);
    }

    private Optional<Elf> read(String path) {
        return Beginning.of(files, path, LIBRARY_BYTES).map(HeldBytes::of).flatMap(Elf::read);
    }

    private Library find(String name, Wanting by, Elf program) {
        if (name.contains("/")) {
            Located at = look(Paths.absolute("/", name));
            return new Library(name, at.file() ? at.resolved() : null, by.path(), certain(at));
        }
        boolean certain = true;
        for (String folder : folders(by, program)) {
            Located at = look(Paths.absolute(folder, name));
            if (at.file()) {
                return new Library(name, Paths.absolute(folder, name), by.path(), true);
            }
            certain &= certain(at);
        }
        return new Library(name, null, by.path(), certain && configurationRead);
    }

    private static boolean certain(Located at) {
        return at.existence() != Existence.UNREADABLE;
    }

    private List<String> folders(Wanting by, Elf program) {
        var folders = new ArrayList<String>();
        by.elf().rpath().ifPresent(path -> folders.addAll(origin(path, by.path())));
        folders.addAll(libraryPath);
        by.elf().runpath().ifPresent(path -> folders.addAll(origin(path, by.path())));
        List<String> defaults = program.defaultFolders();
        folders.addAll(defaults);
        folders.addAll(configured(program.interpreter().map(Paths::name).orElse("")));
        return folders.stream().distinct().limit(32).toList();
    }

    private static List<String> ownPath(Elf program, String path) {
        var own = new ArrayList<String>();
        program.rpath().ifPresent(text -> own.addAll(origin(text, path)));
        program.runpath().ifPresent(text -> own.addAll(origin(text, path)));
        return own;
    }

    private static List<String> origin(String searchPath, String file) {
        String folder = Paths.folder(file);
        var folders = new ArrayList<String>();
        for (String part : searchPath.split(":", -1)) {
            if (!part.isEmpty() && folders.size() < 16) {
                folders.add(Paths.absolute("/", part.replace("$ORIGIN", folder).replace("${ORIGIN}", folder)));
            }
        }
        return folders;
    }

    /** Folders of the loader's cache, which ldconfig made of ld.so.conf; of musl's path file. */
    private List<String> configured(String loader) {
        if (configured != null) {
            return configured;
        }
        boolean musl = loader.startsWith("ld-musl");
        String file = musl ? "/etc/" + loader.replaceFirst("\\.so.*", ".path") : "/etc/ld.so.cache";
        Optional<byte[]> bytes = inTime.getAsBoolean() ? Beginning.of(files, file, 4 << 20) : Optional.empty();
        if (bytes.isPresent() && musl) {
            configured = LoaderCache.folders(new String(bytes.get(), StandardCharsets.UTF_8));
        } else {
            configured = bytes.map(LoaderCache::folders).orElse(List.of());
        }
        configurationRead = inTime.getAsBoolean();
        return configured;
    }

    private Located look(String path) {
        Located known = seen.get(path);
        if (known != null) {
            return known;
        }
        if (lookups >= MAX_LOOKUPS || !inTime.getAsBoolean()) {
            return new Located(Existence.UNREADABLE, null, path, List.of(), null, "there was no time to look");
        }
        lookups++;
        Located located = Located.of(files, path);
        seen.put(path, located);
        return located;
    }
}
