package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The table of incidents on a screen of its own, drawn anew in place when anything changes. Closed, it gives the terminal
 * back as it was, with the last table on it. For any thread.
 */
public final class LiveTable implements DiagnosisSink, AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST = "\u001b[J";
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    /** A broker that restarts, or a leader that moves, is no news. */
    private static final long DEAF_NANOS = 3 * SECOND_NANOS;

    private static final int FEWEST_ROWS = 4;

    /** The head, an empty one and how it stands. */
    private static final int OTHER_ROWS = 3;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final boolean colour;
    private final Supplier<Window> window;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Predicate<Diagnosis> filter;
    private final Map<String, Diagnosis> incidents = new HashMap<>();
    private final AtomicInteger drawn = new AtomicInteger();
    private boolean changed = true;
    private boolean entered;
    private boolean closed;
    private int skipped;
    private long last;
    private long heard;

    /**
     * Draws nothing yet.
     *
     * @param window asked whenever it is drawn
     * @param clock of the zone that times are shown in
     * @param nanoTime a monotonic clock
     * @param filter which incidents are shown
     */
    public LiveTable(
            PrintStream out,
            boolean colour,
            Supplier<Window> window,
            Clock clock,
            LongSupplier nanoTime,
            Predicate<Diagnosis> filter) {
        this.out = out;
        this.colour = colour;
        this.window = window;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.filter = filter;
        this.heard = nanoTime.getAsLong();
    }

    @Override
    public synchronized void accept(Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (incident != null) {
            incidents.merge(
                    incident, diagnosis.brief(), (known, other) -> other.revision() < known.revision() ? known : other);
            changed = true;
        }
    }

    /** There was something that is no diagnosis. */
    public synchronized void skip() {
        skipped++;
        changed = true;
    }

    @Override
    public synchronized void tick(boolean connected) {
        long now = nanoTime.getAsLong();
        if (connected) {
            heard = now;
        }
        if (!closed && (changed || now - last >= SECOND_NANOS)) {
            last = now;
            changed = false;
            draw();
        }
    }

    private void draw() {
        var size = window.get();
        var fitting = fitting();
        var shown = shown(fitting, size);
        var text = new StringBuilder(entered ? "" : ENTER).append(HOME);
        for (var line : lines(shown, size)) {
            text.append(line).append(REST_OF_LINE).append("\r\n");
        }
        text.append(REST_OF_LINE).append("\r\n");
        var status = Wrapping.hard(status(fitting, fitting.size() - shown.size()), size.columns() - 1)
                .getFirst();
        text.append(Paint.FAINT.on(status, new Screen(size.columns(), colour)));
        out.print(text.append(REST));
        out.flush();
        entered = true;
        drawn.incrementAndGet();
    }

    private List<Diagnosis> fitting() {
        return incidents.values().stream().filter(filter).toList();
    }

    /** As many as there is room for: what is open goes before what is over, and then what is new before what is old. */
    private static List<Diagnosis> shown(List<Diagnosis> incidents, Window size) {
        return incidents.stream()
                .sorted(Comparator.comparing((Diagnosis one) -> one.status() != Diagnosis.Status.OPEN)
                        .thenComparing(IncidentTable.NEWEST_FIRST))
                .limit(Math.max(FEWEST_ROWS, size.rows()) - OTHER_ROWS)
                .sorted(IncidentTable.NEWEST_FIRST)
                .toList();
    }

    private List<String> lines(List<Diagnosis> shown, Window size) {
        return IncidentTable.lines(shown, new Screen(size.columns(), colour, size.columns(), true), clock);
    }

    private String status(List<Diagnosis> fitting, int hidden) {
        long open = fitting.stream()
                .filter(incident -> incident.status() == Diagnosis.Status.OPEN)
                .count();
        return TIME.format(clock.instant().atZone(clock.getZone())) + " · " + open + " open"
                + (hidden > 0 ? " · no room for " + hidden : "")
                + (skipped > 0 ? " · " + skipped + (skipped == 1 ? " record" : " records") + " skipped" : "")
                + (last - heard >= DEAF_NANOS ? " · no Kafka answers for " + (last - heard) / SECOND_NANOS + " s" : "")
                + " · Ctrl-C ends";
    }

    @Override
    public void end() {}

    @Override
    public int printed() {
        return drawn.get();
    }

    /** Leaves the last table on the terminal. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (entered) {
                out.print(LEAVE);
                var size = window.get();
                lines(shown(fitting(), size), size).forEach(out::println);
                out.flush();
            }
        }
    }
}
