package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.UnheldException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the loader reads: needed libraries, search paths, versions needed and offered, and imported functions. Found by
 * the segments, so that a file without sections tells as much.
 */
record Dynamic(
        List<String> needed,
        @Nullable String soname,
        @Nullable String rpath,
        @Nullable String runpath,
        List<Need> needs,
        List<String> offered,
        Set<String> imports,
        List<String> problems) {
    private static final int MAX_ENTRIES = 2_048;
    private static final int MAX_NEEDED = 256;
    private static final int MAX_VERSIONS = 1_024;
    private static final int MAX_IMPORTS = 65_536;
    private static final int NAME = 256;

    /** A version that is needed of a library. */
    record Need(String library, String version) {}

    static Dynamic none(List<String> problems) {
        return new Dynamic(List.of(), null, null, null, List.of(), List.of(), Set.of(), problems);
    }

    static Dynamic of(Layout layout) {
        return layout.segment(Segment.DYNAMIC)
                .map(segment -> new Reader(layout).read(segment))
                .orElseGet(() -> none(List.of()));
    }

    /** Reads one file's dynamic part. */
    private static final class Reader {
        private final Layout layout;
        private final HeldBytes bytes;
        private final int word;
        private final List<String> problems = new ArrayList<>();
        private final List<Long> needed = new ArrayList<>();
        private long strings = -1;
        private long stringsAddress;
        private long symbolsAddress;
        private long soname = -1;
        private long rpath = -1;
        private long runpath = -1;
        private long verneed;
        private long verneedCount;
        private long verdef;
        private long verdefCount;
        /** Where other tables begin: the first that follows the symbols is their end. */
        private final List<Long> tables = new ArrayList<>();

        Reader(Layout layout) {
            this.layout = layout;
            this.bytes = layout.bytes();
            this.word = layout.bits() / 8;
        }

        Dynamic read(Segment segment) {
            try {
                entries(segment);
            } catch (UnheldException e) {
                problems.add("the dynamic segment: " + e.getMessage());
            }
            strings = layout.offsetOf(stringsAddress).orElse(-1L);
            if (strings < 0) {
                if (!needed.isEmpty()) {
                    problems.add("the dynamic strings lie in no segment");
                }
                return none(problems);
            }
            var libraries = new ArrayList<String>();
            needed.forEach(offset -> string(offset).ifPresent(libraries::add));
            return new Dynamic(
                    List.copyOf(libraries),
                    string(soname).orElse(null),
                    string(rpath).orElse(null),
                    string(runpath).orElse(null),
                    needs(),
                    offered(),
                    imports(),
                    List.copyOf(problems));
        }

        private void entries(Segment segment) throws UnheldException {
            long count = Math.min(segment.fileSize() / (2L * word), MAX_ENTRIES);
            for (long i = 0; i < count; i++) {
                long at = Sums.end(segment.offset(), i * 2 * word);
                long tag = number(at, word);
                long value = number(at + word, word);
                if (tag == 0) {
                    return;
                }
                if (tag == 1 && needed.size() < MAX_NEEDED) {
                    needed.add(value);
                } else if (tag == 5) {
                    stringsAddress = value;
                    tables.add(value);
                } else if (tag == 6) {
                    symbolsAddress = value;
                } else if (tag == 14) {
                    soname = value;
                } else if (tag == 15) {
                    rpath = value;
                } else if (tag == 29) {
                    runpath = value;
                } else if (tag == 0x6ffffffeL) {
                    verneed = value;
                } else if (tag == 0x6fffffffL) {
                    verneedCount = value;
                } else if (tag == 0x6ffffffcL) {
                    verdef = value;
                } else if (tag == 0x6ffffffdL) {
                    verdefCount = value;
                } else if (tag == 4 || tag == 0x6ffffef5L || tag == 0x6ffffff0L) {
                    tables.add(value);
                }
            }
        }

        private List<Need> needs() {
            var needs = new ArrayList<Need>();
            try {
                long at = layout.offsetOf(verneed).orElse(-1L);
                for (long i = 0; at >= 0 && verneed != 0 && i < Math.min(verneedCount, MAX_NEEDED); i++) {
                    String library = string(number(at + 4, 4)).orElse("");
                    long aux = Sums.end(at, number(at + 8, 4));
                    long count = number(at + 2, 2);
                    for (long j = 0; j < count && needs.size() < MAX_VERSIONS; j++) {
                        string(number(aux + 8, 4)).ifPresent(version -> needs.add(new Need(library, version)));
                        long next = number(aux + 12, 4);
                        if (next == 0) {
                            break;
                        }
                        aux = Sums.end(aux, next);
                    }
                    long next = number(at + 12, 4);
                    at = next == 0 ? -1 : Sums.end(at, next);
                }
            } catch (UnheldException e) {
                problems.add("the versions needed: " + e.getMessage());
            }
            return List.copyOf(needs);
        }

        private List<String> offered() {
            var offered = new ArrayList<String>();
            try {
                long at = layout.offsetOf(verdef).orElse(-1L);
                for (long i = 0; at >= 0 && verdef != 0 && i < Math.min(verdefCount, MAX_VERSIONS); i++) {
                    string(number(Sums.end(at, number(at + 12, 4)), 4)).ifPresent(offered::add);
                    long next = number(at + 16, 4);
                    at = next == 0 ? -1 : Sums.end(at, next);
                }
            } catch (UnheldException e) {
                problems.add("the versions offered: " + e.getMessage());
            }
            return List.copyOf(offered);
        }

        /** The names that it has from elsewhere. Their number is nowhere: the next table ends them. */
        private Set<String> imports() {
            var imports = new LinkedHashSet<String>();
            int size = word == 8 ? 24 : 16;
            long at = layout.offsetOf(symbolsAddress).orElse(-1L);
            long end = tables.stream()
                    .filter(table -> table > symbolsAddress)
                    .min(Long::compare)
                    .orElse(symbolsAddress);
            if (symbolsAddress == 0 || at < 0) {
                return imports;
            }
            long count = Math.min((end - symbolsAddress) / size, MAX_IMPORTS);
            try {
                for (long i = 1; i < count; i++) {
                    long symbol = Sums.end(at, i * size);
                    if (number(symbol + (word == 8 ? 6 : 14), 2) == 0) {
                        string(number(symbol, 4)).ifPresent(imports::add);
                    }
                }
            } catch (UnheldException ex) {
                problems.add("the dynamic symbols: " + ex.getMessage());
            }
            return imports;
        }

        private Optional<String> string(long offset) {
            if (offset < 0 || strings < 0) {
                return Optional.empty();
            }
            try {
                String text = bytes.text(Sums.end(strings, offset), NAME);
                return text.isEmpty() ? Optional.empty() : Optional.of(text);
            } catch (UnheldException e) {
                if (problems.size() < 4) {
                    problems.add("a dynamic string: " + e.getMessage());
                }
                return Optional.empty();
            }
        }

        private long number(long at, int length) throws UnheldException {
            return bytes.number(at, length, layout.little());
        }
    }
}
