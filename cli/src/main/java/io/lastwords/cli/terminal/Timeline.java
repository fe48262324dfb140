package io.lastwords.cli.terminal;

import io.lastwords.cli.story.Happening;
import io.lastwords.cli.story.Story;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.notice.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An incident's whole story for a person: how it stands, then what happened when, each run as a bar as long as it lived,
 * and the last words. Of many deaths alike only the first and the last are shown, and no look that found nothing new.
 */
public final class Timeline {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int LABEL = 10;
    private static final int INDENT = 2 + 8 + 2 + LABEL;
    private static final int DURATION = 11;
    private static final int TEXT = 300;
    private static final int FIRST = 3;
    private static final int LAST = 2;
    private static final int ALIKE = FIRST + LAST + 1;

    private final Story story;
    private final Screen screen;
    private final ZoneId zone;
    private final boolean whole;
    private final long longest;
    private final List<String> lines = new ArrayList<>();
    private long run;
    private String saidLast = "";
    private @Nullable LocalDate day;

    private Timeline(Story story, Screen screen, ZoneId zone, boolean whole) {
        this.story = story;
        this.screen = screen;
        this.zone = zone;
        this.whole = whole;
        longest = story.happenings().stream()
                .mapToLong(
                        one -> one instanceof Happening.Died died ? died.lived().toMillis() : 0)
                .max()
                .orElse(0);
    }

    /**
     * The lines.
     *
     * @param clock of the zone that times are shown in
     * @param whole whether to show each death, however many are alike
     */
    public static List<String> lines(Story story, Screen screen, Clock clock, boolean whole) {
        var timeline = new Timeline(story, screen, clock.getZone(), whole);
        var lines = new ArrayList<>(Page.of(Notice.of(story.now()), story.now(), screen, clock.getZone()));
        lines.addAll(timeline.lines());
        if (!story.members().isEmpty()) {
            lines.add(timeline.rule("its incidents"));
            lines.addAll(IncidentTable.lines(
                    story.members().stream().sorted(IncidentTable.NEWEST_FIRST).toList(), screen, clock));
            lines.add("");
        }
        if (story.now().status() != Diagnosis.Status.OPEN) { // else they are on the page
            story.lastOpen().ifPresent(open -> lines.addAll(Page.lastWords(open, screen, clock.getZone())));
        }
        return lines;
    }

    private List<String> lines() {
        lines.add(rule("timeline, " + (zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId())));
        if (story.lost() > 0) {
            run = story.lost();
            more("the journal has no more of " + (run == 1 ? "one death" : run + " deaths"));
        }
        var happenings = whole ? story.happenings() : news(story.happenings());
        int at = 0;
        while (at < happenings.size()) {
            int end = alike(happenings, at);
            if (end - at < ALIKE || whole) {
                happenings.subList(at, end).forEach(this::line);
            } else {
                happenings.subList(at, at + FIRST).forEach(this::line);
                elide(happenings.subList(at + FIRST, end - LAST));
                happenings.subList(end - LAST, end).forEach(this::line);
            }
            at = end;
        }
        var verdict = story.verdict();
        if (verdict != null) {
            add(
                    verdict.time(),
                    "verdict",
                    "not " + verdict.wrong() + (verdict.really() == null ? "" : ", but " + verdict.really())
                            + (verdict.by().isEmpty() ? "" : ", says " + verdict.by())
                            + (verdict.comment().isEmpty() ? "" : ": " + verdict.comment()),
                    Paint.BOLD);
        }
        lines.add("");
        return lines;
    }

    /** Without the looks that found what the last one had found, and without what was noted before. */
    private static List<Happening> news(List<Happening> happenings) {
        var news = new ArrayList<Happening>();
        Happening.Examined looked = null;
        var noted = "";
        for (var one : happenings) {
            boolean old = false;
            if (one instanceof Happening.Examined examined) {
                old = looked != null && examined.alike(looked);
                looked = examined;
            } else if (one instanceof Happening.Noted note) {
                old = note.what().equals(noted);
                noted = note.what();
            }
            if (!old) {
                news.add(one);
            }
        }
        return news;
    }

    /** Where the deaths end that are like the one here; one further where there is none here. */
    private static int alike(List<Happening> happenings, int at) {
        int end = at + 1;
        if (happenings.get(at) instanceof Happening.Died first) {
            while (end < happenings.size() && happenings.get(end) instanceof Happening.Died next && first.alike(next)) {
                end++;
            }
        }
        return end;
    }

    private void elide(List<Happening> alike) {
        run += alike.size();
        var lived = alike.stream()
                .mapToLong(
                        one -> one instanceof Happening.Died died ? died.lived().toMillis() : 0)
                .summaryStatistics();
        more(alike.size() + " more like these, " + Wording.duration(Duration.ofMillis(lived.getMin())) + " to "
                + Wording.duration(Duration.ofMillis(lived.getMax())) + " (--all shows each)");
    }

    private void more(String what) {
        lines.add(Paint.FAINT.on("  …         " + what, screen));
    }

    private void line(Happening happening) {
        switch (happening) {
            case Happening.Died died -> died(died);
            case Happening.NotStarted failed -> {
                run++;
                add(
                        failed.time(),
                        "start " + run,
                        "failed, exit " + Wording.exitCode(failed.exitCode()) + ": " + failed.error(),
                        Paint.ERROR_STREAM);
            }
            case Happening.Lives lives -> add(lives.time(), "run " + (run + 1), "▶ goes on from here", Paint.GREEN);
            case Happening.Examined examined ->
                add(examined.time(), "examined", Phrases.examination(examined.facts()), null);
            case Happening.Noted noted -> add(noted.time(), "", noted.what(), null);
            case Happening.Said said -> said(said.diagnosis());
            case Happening.Told told -> add(told.time(), "notice", Phrases.delivery(told.delivery()), null);
        }
    }

    private void died(Happening.Died died) {
        run++;
        int cells = Math.clamp(screen.columns() - 68, 8, 24);
        var lived = Wording.duration(died.lived());
        var bar =
                Bar.of(died.lived().toMillis(), longest, cells) + " ".repeat(DURATION - lived.length()) + lived + "  ";
        var exit = "exit " + Wording.exitCode(died.exitCode()) + (died.oomKilled() ? ", out of memory" : "")
                + (died.error().isEmpty() ? "" : ": " + Plain.line(died.error(), TEXT));
        var paint = died.exitCode() == 0 ? Paint.BOLD : Paint.ERROR_STREAM;
        boolean first = true;
        for (var part : Wrapping.words(exit, screen.columns() - INDENT - bar.length())) {
            var before = first ? bar : " ".repeat(bar.length());
            put(died.time(), first ? "run " + run : "", before + paint.on(part, screen), first);
            first = false;
        }
    }

    private void said(Diagnosis diagnosis) {
        var resolution = diagnosis.resolution();
        if (resolution == null) {
            var text = Phrases.diagnosis(diagnosis);
            boolean critical = diagnosis.severity() == Diagnosis.Severity.CRITICAL;
            var same = "the same, " + (critical ? "and now critical" : "and no longer critical");
            add(
                    diagnosis.updatedAt(),
                    "diagnosis",
                    text.equals(saidLast) ? same : text,
                    critical ? Paint.RED : Paint.YELLOW);
            saidLast = text;
        } else {
            add(diagnosis.updatedAt(), "over", resolution.name().toLowerCase(Locale.ROOT), Paint.GREEN);
        }
    }

    private void add(Instant time, String label, String text, @Nullable Paint paint) {
        boolean first = true;
        for (var part : Wrapping.words(Plain.line(text, TEXT), screen.columns() - INDENT)) {
            put(time, first ? label : "", paint == null || !first ? part : paint.on(part, screen), first);
            first = false;
        }
    }

    private void put(Instant time, String label, String text, boolean first) {
        var local = time.atZone(zone);
        if (!local.toLocalDate().equals(day)) {
            day = local.toLocalDate();
            lines.add(Paint.FAINT.on("  " + day, screen));
        }
        var stamp = first ? Paint.FAINT.on(TIME.format(local), screen) : " ".repeat(8);
        lines.add(("  " + stamp + "  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + text)
                .stripTrailing());
    }

    private String rule(String title) {
        var dashes = "─".repeat(Math.max(3, screen.columns() - Wrapping.length(title) - 4));
        return Paint.FAINT.on("── " + title + " " + dashes, screen);
    }
}
