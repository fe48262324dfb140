package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.UnheldException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the notes say: the level of x86-64 that is needed.
 *
 * @param isaNeeded {@code x86-64-v2} and above
 * @param go whether Go's build ID is there
 */
record Notes(List<String> isaNeeded, boolean go) {
    private static final int MAX_NOTES = 64;
    private static final int PROPERTY = 5;
    private static final int ISA_NEEDED = 0xc0008002;

    static Notes of(Layout layout) {
        var isa = new ArrayList<String>();
        boolean go = false;
        for (Segment segment : layout.segments()) {
            if (segment.type() == Segment.NOTE && segment.fileSize() <= 1 << 16) {
                go |= readable(layout, segment, isa);
            }
        }
        return new Notes(isa.stream().distinct().toList(), go);
    }

    /** Notes that end early say no more. */
    private static boolean readable(Layout layout, Segment segment, List<String> isa) {
        try {
            return read(layout, segment, isa);
        } catch (UnheldException e) {
            return false;
        }
    }

    private static boolean read(Layout layout, Segment segment, List<String> isa) throws UnheldException {
        HeldBytes bytes = layout.bytes();
        boolean go = false;
        long at = segment.offset();
        for (int i = 0; i < MAX_NOTES && at >= 0 && at < segment.end() - 12; i++) {
            long nameSize = bytes.number(at, 4, layout.little());
            long size = bytes.number(at + 4, 4, layout.little());
            long type = bytes.number(at + 8, 4, layout.little());
            String name = bytes.text(at + 12, (int) Math.min(nameSize, 16));
            long content = at + 12 + align(nameSize, 4);
            go |= name.equals("Go") && type == 4;
            if (name.equals("GNU") && type == PROPERTY) {
                properties(layout, content, size, isa);
            }
            at = content + align(size, 4);
        }
        return go;
    }

    private static void properties(Layout layout, long from, long size, List<String> isa) throws UnheldException {
        HeldBytes bytes = layout.bytes();
        long at = from;
        for (int i = 0; i < MAX_NOTES && at <= from + size - 8; i++) {
            int type = (int) bytes.number(at, 4, layout.little());
            long length = bytes.number(at + 4, 4, layout.little());
            if (type == ISA_NEEDED && length >= 4 && layout.machine() == 62) {
                long needed = bytes.number(at + 8, 4, layout.little());
                for (int level = 2; level <= 4; level++) {
                    if ((needed >> (level - 1) & 1) != 0) {
                        isa.add("x86-64-v" + level);
                    }
                }
            }
            at += 8 + align(length, layout.bits() / 8);
        }
    }

    private static long align(long size, int to) {
        return (size + to - 1) / to * to;
    }
}
