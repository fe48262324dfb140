package io.lastwords.collector.examine.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Source paths in a program's bytes: as panics, debug information and symbol tables leave them. Rust's constants stand
 * glued to each other ({@code ...failedsrc/main.rscalled}), so a path begins after the one before it, at its last
 * {@code src/} or at its first slash.
 */
public final class SourceScan {
    private static final String OTHERS = "/_-.@+";
    private static final int LONGEST = 256;
    private static final int MOST = 512;
    private static final Pattern LIBRARY = Pattern.compile("/rustc[/-]|\\brustc/|library/(?:std|core|alloc|proc_macro|"
            + "panic_\\w+|unwind|test|stdarch|portable-simd|backtrace|compiler-builtins)/|/rust/deps/|/rustlib/|"
            + "(?:local|lib|snap|hostedtoolcache)/go[-\\d.]*/|^go/src/|/golang/|^runtime/|^internal/|crtstuff|"
            + "/glibc|/gcc|sysdeps/|^\\.\\./(?:elf|iconv|intl|libio|locale|malloc|nptl|nss|posix|resolv|stdio-common|stdlib|string|sunrpc"
            + "|time|wcsmbs|csu|debug|dlfcn|gmon|inet|io|misc|setjmp|signal|socket|math)/[\\w-]+\\.c$");
    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_]{1,40}\\.rs");
    private static final Pattern DEPENDENCY =
            Pattern.compile("/registry/|/git/checkouts/|/pkg/mod/|/vendor/|-\\d+\\.\\d+\\.\\d+[^/]*/src/");

    private final Set<String> project = new TreeSet<>();
    private final Set<String> dependencies = new TreeSet<>();
    private boolean rust;
    private boolean go;
    private int lastEnd;

    SourceScan() {}

    /**
     * The paths in one part of a file: where debug information is kept, a Rust program's constants alone tell its own
     * sources from the library's, of which the tables have bare names.
     */
    public static SourceScan of(byte[] part) {
        var scan = new SourceScan();
        for (int at = 0; at < part.length; at++) {
            if (part[at] == '.') {
                scan.dot(part, at, part.length);
            }
        }
        return scan;
    }

    /** A dot is at this place; the bytes before and after it are there as far as there are any. */
    void dot(byte[] b, int at, int length) {
        int extension = extension(b, at, length);
        if (extension == 0) {
            return;
        }
        int start = at;
        int floor = Math.max(lastEnd, Math.max(0, at - LONGEST));
        while (start > floor && ofPath(b[start - 1])) {
            start--;
        }
        lastEnd = at + extension;
        if (start < at) {
            take(new String(b, start, at + extension - start, StandardCharsets.US_ASCII));
        }
    }

    void shift(int dropped) {
        lastEnd = Math.max(0, lastEnd - dropped);
    }

    private void take(String run) {
        boolean fromRust = run.endsWith(".rs");
        if (LIBRARY.matcher(run).find()) {
            rust |= fromRust;
            go |= run.endsWith(".go");
            return;
        }
        if (DEPENDENCY.matcher(run).find()) {
            if (dependencies.size() < MOST) {
                dependencies.add(run);
            }
            return;
        }
        String path = fromRust ? unglued(run) : run;
        if (!path.isEmpty() && project.size() < MOST) {
            project.add(path);
        }
    }

    /** Without what is glued to its front; empty where it does not look like a project's file. */
    private static String unglued(String run) {
        int src = run.lastIndexOf("src/");
        if (src >= 0) {
            int slash = run.indexOf('/');
            boolean absolute = slash < src && (slash == 0 || run.charAt(slash - 1) != '.');
            return src == 0 || !absolute ? run.substring(src) : run.substring(slash);
        }
        int slash = run.indexOf('/');
        if (slash < 0) {
            return BARE.matcher(run).matches() ? run : "";
        }
        return run.substring(slash);
    }

    private static int extension(byte[] b, int at, int length) {
        int left = length - at;
        if (left >= 3 && b[at + 1] == 'r' && b[at + 2] == 's') {
            boolean rsrc = left > 4 && b[at + 3] == 'c' && b[at + 4] == 'r';
            boolean rsp = left > 3 && b[at + 3] == 'p';
            return rsrc || rsp ? 0 : 3;
        }
        if (left >= 3 && b[at + 1] == 'g' && b[at + 2] == 'o') {
            return ends(b, at + 3, length) ? 3 : 0;
        }
        if (left >= 2 && b[at + 1] == 'c') {
            if (ends(b, at + 2, length)) {
                return 2;
            }
            if (left >= 3 && b[at + 2] == 'c' && ends(b, at + 3, length)) {
                return 3;
            }
            return left >= 4 && b[at + 2] == 'p' && b[at + 3] == 'p' && ends(b, at + 4, length) ? 4 : 0;
        }
        return 0;
    }

    private static boolean ends(byte[] b, int at, int length) {
        return at >= length || b[at] == 0 || b[at] == ':' || b[at] == '\n' || b[at] == '"';
    }

    private static boolean ofPath(byte c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || OTHERS.indexOf(c) >= 0;
    }

    /** Different paths of the project's own, in order, at most 512. */
    public List<String> project() {
        return new ArrayList<>(project);
    }

    /** How many different paths belong to dependencies, at most 512. */
    public int dependencies() {
        return dependencies.size();
    }

    /** Whether paths of Rust's library occur. */
    public boolean rust() {
        return rust;
    }

    /** Whether paths of Go's library occur. */
    public boolean go() {
        return go;
    }
}
