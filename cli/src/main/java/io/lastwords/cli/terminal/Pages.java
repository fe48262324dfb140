package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Notice;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The incidents as pages for a person, in the zone that the person lives in. */
public final class Pages implements DiagnosisSink {
    private final PrintStream out;
    private final Screen screen;
    private final ZoneId zone;
    private final LongSupplier nanoTime;
    private final Announcer announcer;
    private final AtomicInteger printed = new AtomicInteger();

    /**
     * Prints to a stream.
     *
     * @param hold how long a provisional diagnosis is held back for a better one
     * @param nanoTime a monotonic clock
     */
    public Pages(PrintStream out, Screen screen, ZoneId zone, Duration hold, LongSupplier nanoTime) {
        this.out = out;
        this.screen = screen;
        this.zone = zone;
        this.nanoTime = nanoTime;
        announcer = new Announcer(hold);
    }

    @Override
    public int printed() {
        return printed.get();
    }

    @Override
    public void accept(Diagnosis diagnosis) {
        print(announcer.accept(diagnosis, nanoTime.getAsLong()));
    }

    @Override
    public void tick(boolean connected) {
        print(announcer.due(nanoTime.getAsLong()));
    }

    @Override
    public void end() {
        print(announcer.rest());
    }

    /** One diagnosis at once, whatever it says. */
    public static void print(PrintStream out, Screen screen, ZoneId zone, Diagnosis diagnosis) {
        Page.of(Notice.of(diagnosis), diagnosis, screen, zone).forEach(out::println);
        out.flush();
    }

    private void print(List<Announcer.Announcement> announcements) {
        for (var one : announcements) {
            var page = one.worse()
                    ? Page.worse(one.notice(), one.diagnosis(), screen, zone)
                    : Page.of(one.notice(), one.diagnosis(), screen, zone);
            page.forEach(out::println);
            out.flush();
            printed.incrementAndGet();
        }
    }
}
