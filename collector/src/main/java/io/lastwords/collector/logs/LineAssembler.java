package io.lastwords.collector.logs;

import io.lastwords.collector.mask.LineMasker;
import io.lastwords.collector.mask.Spans;

/**
 * Makes lines of entries. A line in one entry goes through as it is, without a copy. The pieces of a longer one are put
 * together; beyond {@link #PART} bytes it is given out in parts, so that a line without end takes no more memory.
 *
 * <p>A part ends neither within a character nor within a secret: {@link #AHEAD} bytes beyond it have been read before
 * it is given out, so a secret over the boundary is seen whole where it is no longer than that. It may thus end within
 * an entry, which the position says.
 */
final class LineAssembler {
    /**
     * Eight of the engine's pieces: a control character takes six bytes in JSON, and six times this is below the 900,000
     * bytes of a record.
     */
    static final int PART = 128 << 10;

    /** One of the engine's pieces. */
    static final int AHEAD = 16 << 10;

    private static final byte[] NONE = {};

    private final LineSettings settings;
    private final boolean tty;
    private final Progress progress;
    private final LineSink sink;
    private final Line line = new Line();
    private final OpenLine[] open = {new OpenLine(), new OpenLine()};
    private final LineMasker[] maskers;

    LineAssembler(LineSettings settings, boolean tty, Progress progress, LineSink sink) {
        this.settings = settings;
        this.tty = tty;
        this.progress = progress;
        this.sink = sink;
        maskers = new LineMasker[] {settings.masker().lines(), settings.masker().lines()};
        maskers[0].restore(progress.stdout.secret());
        maskers[1].restore(progress.stderr.secret());
        line.withheld = !settings.logs();
    }

    /** Takes an entry, of which so many bytes have been given out before. */
    void entry(Entry entry, int given) throws BufferClosedException, InterruptedException {
        Cursor cursor = progress.of(entry.stderr);
        OpenLine pending = open[entry.stderr ? 1 : 0];
        if (pending.isOpen() && pending.time != entry.time) {
            // all pieces of a line have one time: this is the next line, and the driver dropped the newline before it
            ended(entry.stderr, true);
        }
        boolean last = entry.newline();
        if (last && !pending.isOpen() && given == 0) {
            cursor.take(entry.time);
            line.stamp = entry.stamp;
            line.stampAt = entry.stampAt;
            line.time = entry.time;
            give(entry.stderr, entry.bytes, entry.from, entry.to, entry.size(), false);
            return;
        }
        if (!pending.isOpen()) {
            cursor.openAt(entry.time, given);
        }
        pending.add(entry, given);
        cursor.take(entry.time);
        while (pending.length > PART + AHEAD) {
            part(entry.stderr);
        }
        if (last) {
            ended(entry.stderr, false);
        }
    }

    /** The run is over: what has no newline yet will get none. */
    void finish(boolean newlinesDropped) throws BufferClosedException, InterruptedException {
        for (boolean stderr : new boolean[] {false, true}) {
            OpenLine pending = open[stderr ? 1 : 0];
            if (pending.isOpen()) {
                ended(stderr, newlinesDropped && pending.inPieces());
            }
        }
    }

    /** Whether a line of this stream has begun and not ended. */
    boolean isOpen(boolean stderr) {
        return open[stderr ? 1 : 0].isOpen();
    }

    /** Whether a line is open that may have lost its newline to the driver. */
    boolean inDoubt() {
        return (open[0].isOpen() && open[0].inPieces()) || (open[1].isOpen() && open[1].inPieces());
    }

    private void ended(boolean stderr, boolean newlineDropped) throws BufferClosedException, InterruptedException {
        OpenLine pending = open[stderr ? 1 : 0];
        while (pending.length > PART) {
            part(stderr);
        }
        boolean terminated = newlineDropped || (pending.length > 0 && pending.bytes[pending.length - 1] == '\n');
        progress.of(stderr).close();
        line.stamp = pending.stamp;
        line.stampAt = 0;
        line.time = pending.time;
        give(stderr, pending.bytes, 0, pending.length, pending.length + (newlineDropped ? 1 : 0), !terminated);
        pending.clear();
    }

    private void give(boolean stderr, byte[] bytes, int from, int to, int size, boolean unterminated)
            throws BufferClosedException, InterruptedException {
        int text = to;
        if (text > from && bytes[text - 1] == '\n') {
            text--;
        }
        if (tty && text > from && bytes[text - 1] == '\r' && !unterminated) {
            text--;
        }
        LineMasker masker = maskers[stderr ? 1 : 0];
        line.secrets = masker.find(bytes, from, text);
        masker.advance();
        progress.of(stderr).secret(masker.secret());
        line.marker = settings.marker() != null && settings.marker().in(bytes, from, text, text - from);
        line.unterminated = unterminated;
        line.more = false;
        send(stderr, bytes, from, text, size);
    }

    private void part(boolean stderr) throws BufferClosedException, InterruptedException {
        OpenLine pending = open[stderr ? 1 : 0];
        LineMasker masker = maskers[stderr ? 1 : 0];
        int text = pending.bytes[pending.length - 1] == '\n' ? pending.length - 1 : pending.length;
        Spans secrets = masker.find(pending.bytes, 0, text);
        int cut = cut(pending, secrets);
        secrets.cut(cut);
        if (cut == text) {
            masker.advance();
        }
        line.secrets = secrets;
        line.marker = settings.marker() != null && settings.marker().in(pending.bytes, 0, pending.length, cut);
        line.unterminated = true;
        line.more = true;
        line.stamp = pending.stamp;
        line.stampAt = 0;
        line.time = pending.time;
        Cursor cursor = progress.of(stderr);
        cursor.secret(masker.secret());
        byte[] bytes = pending.bytes.clone();
        pending.gave(cut, cursor);
        send(stderr, bytes, 0, cut, cut);
    }

    private static int cut(OpenLine pending, Spans secrets) {
        int cut = PART;
        while (cut > PART - 4 && (pending.bytes[cut] & 0xc0) == 0x80) {
            cut--;
        }
        if ((pending.bytes[cut] & 0xc0) == 0x80) {
            cut = PART;
        }
        for (int i = 0; i < secrets.count(); i++) {
            if (secrets.reach(i) < cut && cut < secrets.end(i)) {
                int before = Math.max(secrets.reach(i), i == 0 ? 0 : secrets.end(i - 1));
                boolean whole = secrets.end(i) < pending.length || before == 0;
                return whole ? secrets.end(i) : before;
            }
        }
        return cut;
    }

    private void send(boolean stderr, byte[] bytes, int from, int to, int size)
            throws BufferClosedException, InterruptedException {
        line.stderr = stderr;
        line.bytes = bytes;
        line.from = from;
        line.to = to;
        line.size = size;
        sink.line(line, progress);
        line.bytes = NONE; // whoever reads may give up its buffer
        line.stamp = NONE;
    }
}
