package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.Capture;
import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.UnheldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an ELF file: its header, segments and sections. Counts are taken as far as they are sane and the bytes
 * are there; what is wrong is said in {@code problems}.
 *
 * @param sectionTableEnd where the section table ends by the header's word; 0 where there is none
 */
record Layout(
        HeldBytes bytes,
        int bits,
        boolean little,
        int type,
        int machine,
        int flags,
        List<Segment> segments,
        List<Section> sections,
        long sectionTableEnd,
        boolean sectionsRead,
        List<String> problems) {
    private static final int MAX_SEGMENTS = 512;
    private static final int MAX_SECTIONS = 4_096;
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    /** Empty where the file does not begin as ELF. */
    static Optional<Layout> of(HeldBytes bytes) {
        try {
            if (bytes.size() < MAGIC.length) {
                return Optional.empty();
            }
            for (int i = 0; i < MAGIC.length; i++) {
                if (bytes.at(i) != MAGIC[i]) {
                    return Optional.empty();
                }
            }
        } catch (UnheldException e) {
            return Optional.empty();
        }
        return Optional.of(read(bytes));
    }

    private static Layout read(HeldBytes bytes) {
        var problems = new ArrayList<String>();
        int bits = 0;
        boolean little = true;
        try {
            int elfClass = bytes.at(4);
            bits = elfClass == 1 ? 32 : elfClass == 2 ? 64 : 0;
            little = bytes.at(5) != 2;
            if (bits == 0) {
                problems.add("the header's class is " + elfClass + ", neither 32 nor 64 bits");
            } else {
                return new Tables(bytes, bits, little, problems).read();
            }
        } catch (UnheldException e) {
            problems.add("the header is cut: " + e.getMessage());
        }
        return new Layout(bytes, bits, little, -1, -1, 0, List.of(), List.of(), 0, false, problems);
    }

    /** Where an address of the running program lies in the file; empty where no segment has it. */
    Optional<Long> offsetOf(long address) {
        for (Segment segment : segments) {
            if (segment.type() == Segment.LOAD
                    && address >= segment.address()
                    && address - segment.address() < segment.fileSize()) {
                return Optional.of(Sums.end(segment.offset(), address - segment.address()));
            }
        }
        return Optional.empty();
    }

    Optional<Segment> segment(int wanted) {
        return segments.stream().filter(segment -> segment.type() == wanted).findFirst();
    }

    @Nullable
    Section section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What of the file is needed beyond its beginning and its end. */
    List<Capture.Range> wanted() {
        return segments.stream()
                .filter(segment -> segment.type() == Segment.DYNAMIC
                        || segment.type() == Segment.NOTE
                        || segment.type() == Segment.INTERP)
                .filter(segment -> segment.offset() >= 0 && segment.fileSize() > 0 && segment.fileSize() <= 1 << 20)
                .map(segment -> new Capture.Range(segment.offset(), segment.fileSize()))
                .toList();
    }

    /** Reads the tables that the header names. */
    private record Tables(HeldBytes bytes, int bits, boolean little, List<String> problems) {
        Layout read() throws UnheldException {
            boolean wide = bits == 64;
            int type = (int) number(16, 2);
            int machine = (int) number(18, 2);
            long segmentsAt = number(wide ? 32 : 28, wide ? 8 : 4);
            long sectionsAt = number(wide ? 40 : 32, wide ? 8 : 4);
            int flags = (int) number(wide ? 48 : 36, 4);
            int counts = wide ? 54 : 42;
            int segmentSize = (int) number(counts, 2);
            int segmentCount = (int) number(counts + 2, 2);
            int sectionSize = (int) number(counts + 4, 2);
            long sectionCount = number(counts + 6, 2);
            int names = (int) number(counts + 8, 2);
            List<Segment> segments = segments(segmentsAt, segmentSize, segmentCount);
            if (sectionsAt != 0 && sectionCount == 0 && sectionSize >= (wide ? 64 : 40)) {
                sectionCount = extendedCount(sectionsAt);
            }
            long end = sectionsAt == 0 ? 0 : Sums.end(sectionsAt, Sums.product(sectionCount, sectionSize));
            List<Section> sections = List.of();
            boolean read = false;
            if (end > bytes.size()) {
                problems.add("the section table ends at " + Long.toUnsignedString(end) + ", beyond the file's "
                        + bytes.size() + " bytes");
            } else if (sectionsAt != 0) {
                try {
                    sections = sections(sectionsAt, sectionSize, sectionCount, names);
                    read = true;
                } catch (UnheldException e) {
                    problems.add("the section table: " + e.getMessage());
                }
            }
            return new Layout(
                    bytes, bits, little, type, machine, flags, segments, sections, end, read, List.copyOf(problems));
        }

        private long extendedCount(long sectionsAt) {
            try {
                return word(sectionsAt + (bits == 64 ? 32 : 20));
            } catch (UnheldException e) {
                problems.add("the number of sections: " + e.getMessage());
                return 0;
            }
        }

        private List<Segment> segments(long at, int size, int count) {
            var segments = new ArrayList<Segment>();
            boolean wide = bits == 64;
            if (count > 0 && size < (wide ? 56 : 32)) {
                problems.add("a program header of " + size + " bytes");
                return segments;
            }
            if (count > MAX_SEGMENTS) {
                problems.add(count + " program headers; " + MAX_SEGMENTS + " were read");
            }
            try {
                for (int i = 0; i < Math.min(count, MAX_SEGMENTS); i++) {
                    long header = Sums.end(at, (long) i * size);
                    segments.add(
                            wide
                                    ? new Segment(
                                            (int) number(header, 4),
                                            (int) number(header + 4, 4),
                                            number(header + 8, 8),
                                            number(header + 16, 8),
                                            number(header + 32, 8))
                                    : new Segment(
                                            (int) number(header, 4),
                                            (int) number(header + 24, 4),
                                            number(header + 4, 4),
                                            number(header + 8, 4),
                                            number(header + 16, 4)));
                }
            } catch (UnheldException e) {
                problems.add("the program headers: " + e.getMessage());
            }
            return List.copyOf(segments);
        }

        private List<Section> sections(long at, int size, long count, int names) throws UnheldException {
            boolean wide = bits == 64;
            if (count > 0 && size < (wide ? 64 : 40)) {
                problems.add("a section header of " + size + " bytes");
                return List.of();
            }
            if (count > MAX_SECTIONS) {
                problems.add(count + " sections; " + MAX_SECTIONS + " were read");
            }
            int read = (int) Math.min(count, MAX_SECTIONS);
            long namesAt = names < read ? sectionOffset(at + (long) names * size) : -1;
            var sections = new ArrayList<Section>(Math.min(read, 64));
            for (int i = 0; i < read; i++) {
                long header = at + (long) i * size;
                sections.add(new Section(
                        name(namesAt, number(header, 4)),
                        (int) number(header + 4, 4),
                        wide ? number(header + 16, 8) : number(header + 12, 4),
                        sectionOffset(header),
                        wide ? number(header + 32, 8) : number(header + 20, 4),
                        (int) number(header + (wide ? 40 : 24), 4)));
            }
            return List.copyOf(sections);
        }

        private long sectionOffset(long header) throws UnheldException {
            return bits == 64 ? number(header + 24, 8) : number(header + 16, 4);
        }

        private String name(long namesAt, long offset) {
            if (namesAt < 0) {
                return "";
            }
            try {
                return bytes.text(Sums.end(namesAt, offset), 64);
            } catch (UnheldException e) {
                return "";
            }
        }

        private long word(long at) throws UnheldException {
            return number(at, bits / 8);
        }

        private long number(long at, int length) throws UnheldException {
            return bytes.number(at, length, little);
        }
    }
}
