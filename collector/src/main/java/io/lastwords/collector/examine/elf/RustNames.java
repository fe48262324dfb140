package io.lastwords.collector.examine.elf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rust's mangled names, legacy ({@code _ZN3web4main17h0123456789abcdefE}) and v0 ({@code _RNvCs1234_3web4main}). */
final class RustNames {
    private static final Pattern LEGACY = Pattern.compile("_ZN(\\d{1,3})(.+)4main17h[0-9a-f]{16}E(?:\\.llvm\\.\\d+)?");
    private static final Pattern V0 = Pattern.compile("_RNvC(?:s[0-9A-Za-z]*_)?(\\d{1,3})_?(.+)4main");
    private static final Pattern HASHED = Pattern.compile("17h[0-9a-f]{16}E");

    private RustNames() {}

    /** The crate whose {@code main} this is; empty where it is another function. */
    static Optional<String> crateOfMain(String symbol) {
        return symbol.startsWith("_ZN") ? crate(LEGACY.matcher(symbol)) : crate(V0.matcher(symbol));
    }

    private static Optional<String> crate(Matcher name) {
        boolean one = name.matches() && name.group(2).length() == Integer.parseInt(name.group(1));
        return one ? Optional.of(name.group(2)) : Optional.empty();
    }

    static boolean ofRust(String symbol) {
        return symbol.startsWith("_R")
                ? symbol.startsWith("_RN") || symbol.startsWith("_RI")
                : HASHED.matcher(symbol).find();
    }

    /** Code that writes to the process's output through a BufWriter of the program's own. */
    static boolean bufWriterOfOutput(String symbol) {
        return symbol.contains("BufWriter")
                && (symbol.contains("Stdout") || symbol.contains("File"))
                && !symbol.contains("StdoutRaw");
    }
}
