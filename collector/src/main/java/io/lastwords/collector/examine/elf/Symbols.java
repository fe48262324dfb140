package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.UnheldException;
import io.lastwords.model.examination.ElfFacts.MainSymbol;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the symbol table tells: the user's main function, and what the program was built with.
 *
 * @param table whether there is one
 * @param read whether it could be read to its end
 * @param main the user's; Rust's before Go's before C's, since a Rust program has a C main too
 * @param bufWriter whether code for a BufWriter over the process's own output is in it
 */
record Symbols(boolean table, boolean read, @Nullable MainSymbol main, boolean rust, boolean go, boolean bufWriter) {
    private static final long MAX_SYMBOLS = 2_000_000;
    private static final int FUNCTION = 2;
    private static final int NAME = 512;

    static Symbols of(Layout layout) {
        for (Section section : layout.sections()) {
            if (section.type() == Section.SYMTAB && section.size() > 0) {
                return new Reader(layout, section).read();
            }
        }
        return new Symbols(false, layout.sectionsRead(), null, false, false, false);
    }

    /** Reads one table. */
    private static final class Reader {
        private final Layout layout;
        private final HeldBytes bytes;
        private final Section table;
        private @Nullable MainSymbol rustMain;
        private @Nullable MainSymbol goMain;
        private @Nullable MainSymbol cMain;
        private boolean rust;
        private boolean bufWriter;

        Reader(Layout layout, Section table) {
            this.layout = layout;
            this.bytes = layout.bytes();
            this.table = table;
        }

        Symbols read() {
            boolean whole = true;
            try {
                scan();
            } catch (UnheldException e) {
                whole = false;
            }
            MainSymbol main = rustMain != null ? rustMain : goMain != null ? goMain : cMain;
            return new Symbols(true, whole, main, rust || rustMain != null, goMain != null, bufWriter);
        }

        private void scan() throws UnheldException {
            boolean wide = layout.bits() == 64;
            int size = wide ? 24 : 16;
            if (table.link() < 0 || table.link() >= layout.sections().size()) {
                return;
            }
            long strings = layout.sections().get(table.link()).offset();
            long count = Math.min(table.size() / size, MAX_SYMBOLS);
            for (long i = 0; i < count; i++) {
                long at = Sums.end(table.offset(), i * size);
                int info = bytes.at(at + (wide ? 4 : 12));
                if ((info & 0xf) != FUNCTION) {
                    continue;
                }
                long name = Sums.end(strings, number(at, 4));
                long length = wide ? number(at + 16, 8) : number(at + 8, 4);
                symbol(name, length);
            }
        }

        private void symbol(long name, long length) throws UnheldException {
            int first = bytes.at(name);
            if (first == 'm') {
                String text = bytes.text(name, 16);
                if (text.equals("main")) {
                    cMain = new MainSymbol("main", length);
                } else if (text.equals("main.main")) {
                    goMain = new MainSymbol("main.main", length);
                }
            } else if (first == '_') {
                int second = bytes.at(name + 1);
                if (second == 'R' || second == 'Z') {
                    mangled(bytes.text(name, NAME), length);
                }
            }
        }

        private void mangled(String text, long length) {
            Optional<String> crate = RustNames.crateOfMain(text);
            if (crate.isPresent() && rustMain == null) {
                rustMain = new MainSymbol(crate.get() + "::main", length);
            }
            rust |= RustNames.ofRust(text);
            bufWriter |= RustNames.bufWriterOfOutput(text);
        }

        private long number(long at, int length) throws UnheldException {
            return bytes.number(at, length, layout.little());
        }
    }
}
