package io.lastwords.collector.examine.bytes;

import io.lastwords.collector.examine.bytes.HeldBytes.Window;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes one file in as it streams by: its digest, what {@link Search} looks for, its beginning, its end, and ranges
 * between that its beginning shows to matter. Holds at most 16 MiB of the beginning, 24 MiB of the end and 4 MiB
 * between, whatever the size. Not thread-safe.
 */
public final class Capture {
    /** How much of a file's beginning is held. */
    public static final int HEAD = 16 << 20;

    private static final int TAIL = 24 << 20;
    private static final int BETWEEN = 4 << 20;
    private static final int FIRST_LOOK = 64 << 10;

    private final long size;
    private final Wanted wanted;
    private final Search search;
    private final MessageDigest digest = sha256();
    private Window head = new Window(0, new byte[0], 0);
    private final List<Window> between = new ArrayList<>();
    private @Nullable Window tail;
    private boolean looked;
    private long taken;

    /** Says, by a file's beginning, which ranges of it are needed beyond that. */
    public interface Wanted {
        /** Offsets and lengths; what is absurd is left out. */
        List<Range> ranges(HeldBytes beginning);
    }

    /** A part of a file. */
    public record Range(long offset, long length) {}

    /**
     * @param size as the engine says; what comes beyond it is left out
     */
    public Capture(long size, Wanted wanted, Search search) {
        this.size = size;
        this.wanted = wanted;
        this.search = search;
    }

    /** The next bytes of the file. */
    public void take(byte[] bytes, int from, int length) {
        int n = (int) Math.min(length, size - taken);
        if (n <= 0) {
            return;
        }
        digest.update(bytes, from, n);
        search.take(bytes, from, n);
        if (taken < HEAD) {
            intoHead(bytes, from, n);
        }
        if (!looked && (taken + n >= FIRST_LOOK || taken + n == size)) {
            looked = true;
            plan();
        }
        between.forEach(window -> into(window, bytes, from, n));
        long tailFrom = Math.max(HEAD, size - TAIL);
        if (taken + n > tailFrom) {
            if (tail == null) {
                tail = new Window(tailFrom, new byte[(int) (size - tailFrom)], 0);
            }
            into(tail, bytes, from, n);
        }
        taken += n;
    }

    private void intoHead(byte[] bytes, int from, int n) {
        int fits = (int) Math.min(n, HEAD - taken);
        int need = (int) taken + fits;
        if (head.bytes.length == 0) {
            head = new Window(0, new byte[(int) Math.min(size, HEAD)], 0);
        }
        System.arraycopy(bytes, from, head.bytes, (int) taken, fits);
        head.length = need;
    }

    private void plan() {
        long room = BETWEEN;
        for (Range range : wanted.ranges(held())) {
            boolean inside = range.offset() >= HEAD && range.length() > 0 && range.offset() < size;
            if (inside && range.length() <= room && between.size() < 8) {
                between.add(new Window(range.offset(), new byte[(int) range.length()], 0));
                room -= range.length();
            }
        }
    }

    /** Copies what of these bytes, which lie at {@code taken}, belongs to a window that fills from its beginning. */
    private void into(Window window, byte[] bytes, int from, int n) {
        long next = window.offset + window.length;
        if (taken + n <= next || window.length == window.bytes.length) {
            return;
        }
        int skip = (int) Math.max(0, next - taken);
        int count = Math.min(n - skip, window.bytes.length - window.length);
        System.arraycopy(bytes, from + skip, window.bytes, window.length, count);
        window.length += count;
    }

    /** How many bytes came. */
    public long taken() {
        return taken;
    }

    /** What is held so far. */
    public HeldBytes held() {
        var windows = new ArrayList<Window>();
        windows.add(head);
        if (tail != null) {
            windows.add(tail);
        }
        windows.addAll(between);
        return new HeldBytes(size, windows);
    }

    /** {@code sha256:} and 64 hex digits, where the whole file came. Ends the capture. */
    public Optional<String> digest() {
        search.end();
        return taken == size ? Optional.of("sha256:" + HexFormat.of().formatHex(digest.digest())) : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
