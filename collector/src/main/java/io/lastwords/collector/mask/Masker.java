package io.lastwords.collector.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of one container's texts: the values of its own variables whose names say secret, credentials in
 * URLs, and the well-known forms of tokens and keys. Immutable and thread-safe; it holds the values in memory only.
 *
 * <p>A line is searched once, for the bytes that a secret can begin with; what those announce is looked at by
 * hand-written matchers that run over their own characters only.
 */
public final class Masker {
    /** What stands in a secret's place. */
    public static final String MASK = "***";

    /** Of most containers: nothing of their own to hide. */
    private static final Masker OF_NO_VALUES = new Masker(List.of());

    private final Beginnings beginnings = new Beginnings();

    /** The variables' values by their first two bytes, the longest first. */
    private final Map<Integer, byte[][]> values;

    private Masker(List<byte[]> values) {
        this.values = byPair(values);
        values.forEach(beginnings::add);
        Forms.trigger(beginnings);
    }

    /**
     * @param environment {@code NAME=VALUE}, as inspect gives it
     */
    public static Masker of(List<String> environment) {
        var values = SecretValues.of(environment);
        return values.isEmpty() ? OF_NO_VALUES : new Masker(values);
    }

    /** For the lines of one stream. */
    public LineMasker lines() {
        return new LineMasker(this);
    }

    /** A text without its secrets: a command, an error, health output. */
    public String mask(String text) {
        return Flags.mask(plain(text));
    }

    /** The words of a command line without their secrets, also where a secret's flag is the word before it. */
    public List<String> mask(List<String> words) {
        return Flags.mask(words).stream().map(this::plain).toList();
    }

    private String plain(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        var spans = new Spans();
        boolean open = find(bytes, 0, bytes.length, spans);
        if (spans.count() == 0 && !open) {
            return text;
        }
        var masked = new ByteArrayOutputStream(bytes.length);
        int done = 0;
        for (int i = 0; i < spans.count(); i++) {
            masked.write(bytes, done, spans.start(i) - done);
            masked.writeBytes(MASK.getBytes(UTF_8));
            done = spans.end(i);
        }
        masked.write(bytes, done, bytes.length - done);
        return masked.toString(UTF_8);
    }

    /** Adds what is found; true where a private key begins that does not end here. */
    boolean find(byte[] b, int from, int to, Spans into) {
        int formsFrom = from;
        int at = beginnings.next(b, from, to);
        while (at < to) {
            if (at >= formsFrom) {
                int end = Forms.find(b, from, at, to, into);
                if (end >= 0) {
                    formsFrom = end;
                }
            }
            byte[] value = value(b, at, to);
            if (value != null) {
                into.add(at, at, at + value.length);
            }
            at = beginnings.next(b, at + 1, to);
        }
        int last = into.count() - 1;
        return last >= 0
                && into.end(last) == to
                && b[into.start(last)] == '-'
                && Forms.indexOf(b, into.start(last), to, Forms.BEGIN) == into.start(last)
                && Forms.indexOf(b, into.start(last), to, Forms.END) < 0;
    }

    private byte @Nullable [] value(byte[] b, int at, int to) {
        if (values.isEmpty() || to - at < SecretValues.SHORTEST) {
            return null;
        }
        byte[][] here = values.get((b[at] & 0xff) << 8 | (b[at + 1] & 0xff));
        if (here != null) {
            for (byte[] value : here) {
                if (to - at >= value.length && Arrays.equals(b, at, at + value.length, value, 0, value.length)) {
                    return value;
                }
            }
        }
        return null;
    }

    private static Map<Integer, byte[][]> byPair(List<byte[]> values) {
        var map = new HashMap<Integer, byte[][]>();
        for (byte[] value : values) {
            map.merge((value[0] & 0xff) << 8 | (value[1] & 0xff), new byte[][] {value}, (a, b) -> {
                var both = Arrays.copyOf(a, a.length + 1);
                both[a.length] = value;
                Arrays.sort(both, (x, y) -> y.length - x.length);
                return both;
            });
        }
        return Map.copyOf(map);
    }
}
