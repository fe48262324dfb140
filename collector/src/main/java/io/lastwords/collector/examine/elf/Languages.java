package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.SourceScan;
import io.lastwords.collector.examine.bytes.UnheldException;
import io.lastwords.model.examination.ElfFacts.Language;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** From what a program was built, and how that shows. */
record Languages(Language language, String by) {
    static Languages of(Layout layout, Dynamic dynamic, Symbols symbols, Notes notes, @Nullable SourceScan sources) {
        String comment = comment(layout);
        if (comment.contains("rustc version")) {
            return new Languages(Language.RUST, "rustc in .comment");
        }
        if (symbols.rust()) {
            return new Languages(Language.RUST, "Rust's names in the symbol table");
        }
        if (notes.go()) {
            return new Languages(Language.GO, "Go's build ID");
        }
        if (layout.section(".gopclntab") != null || symbols.go()) {
            return new Languages(Language.GO, "Go's tables");
        }
        if (sources != null && sources.rust()) {
            return new Languages(Language.RUST, "paths of Rust's library in its bytes");
        }
        if (dynamic.needed().stream().anyMatch(name -> name.startsWith("libstdc++") || name.startsWith("libc++"))) {
            return new Languages(Language.CPP, "it needs the C++ library");
        }
        if (comment.contains("GCC") || comment.contains("clang")) {
            return new Languages(Language.C, "the compiler's name in .comment");
        }
        if (dynamic.imports().contains("__libc_start_main")) {
            return new Languages(Language.C, "it is started by libc");
        }
        return new Languages(Language.UNKNOWN, "");
    }

    private static String comment(Layout layout) {
        Section comment = layout.section(".comment");
        if (comment == null || comment.size() <= 0) {
            return "";
        }
        try {
            int length = (int) Math.min(comment.size(), 4_096);
            return new String(layout.bytes().bytes(comment.offset(), length), StandardCharsets.ISO_8859_1);
        } catch (UnheldException e) {
            return "";
        }
    }
}
