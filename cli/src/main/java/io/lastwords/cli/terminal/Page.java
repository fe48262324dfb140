package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Plain;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One notice as it stands in the terminal: what dies, where and how often; the cause and how sure; the evidence; the
 * fix, never broken over lines since it is there to be copied; the last words.
 */
final class Page {
    private static final int INDENT = 13;
    private static final int SYMPTOMS = 500;
    private static final String MARGIN = " ".repeat(INDENT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Screen screen;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    private Page(Screen screen, ZoneId zone) {
        this.screen = screen;
        this.zone = zone;
    }

    /** The lines, with an empty one at the end. */
    static List<String> of(Notice notice, Diagnosis diagnosis, Screen screen, ZoneId zone) {
        var page = new Page(screen, zone);
        page.rule(notice, diagnosis);
        page.headline(notice, diagnosis);
        page.cause(notice);
        page.bullets("Evidence", notice.evidence());
        page.bullets("Ruled out", notice.ruledOut());
        page.fix(notice);
        page.lastWords(notice.lastWords());
        page.footer(notice.footer());
        page.lines.add("");
        return page.lines;
    }

    /** That it is worse now, with an empty line at the end: what is known of it otherwise stands further up. */
    static List<String> worse(Notice notice, Diagnosis diagnosis, Screen screen, ZoneId zone) {
        var page = new Page(screen, zone);
        page.rule(notice, diagnosis);
        page.headline(notice, diagnosis);
        var cause = notice.cause();
        if (cause != null) {
            page.footer(List.of("as before: " + cause.label(), "incident " + diagnosis.incident()));
        }
        page.lines.add("");
        return page.lines;
    }

    /** Only the last words of an incident that was shown without them; empty where there are none. */
    static List<String> lastWords(Diagnosis diagnosis, Screen screen, ZoneId zone) {
        var page = new Page(screen, zone);
        page.lastWords(Notice.of(diagnosis).lastWords());
        return page.lines;
    }

    private void rule(Notice notice, Diagnosis diagnosis) {
        var word = word(notice, diagnosis);
        var time = time(diagnosis.updatedAt(), TIME);
        var dashes = "─".repeat(Math.max(3, screen.columns() - time.length() - word.length() - 8));
        lines.add(Paint.FAINT.on("── " + time + " " + dashes, screen) + " "
                + paint(notice).on(word, screen) + Paint.FAINT.on(" ──", screen));
    }

    private static String word(Notice notice, Diagnosis diagnosis) {
        return switch (diagnosis.status()) {
            case RESOLVED -> "RESOLVED";
            case HEALTHY -> "HEALTHY";
            case OPEN -> notice.mood().name();
        };
    }

    private static Paint paint(Notice notice) {
        return switch (notice.mood()) {
            case CRITICAL -> Paint.RED;
            case WARNING -> Paint.YELLOW;
            case GOOD -> Paint.GREEN;
        };
    }

    private void headline(Notice notice, Diagnosis diagnosis) {
        for (var line : Wrapping.words(notice.headline(), screen.columns())) {
            lines.add(Paint.BOLD.on(line, screen));
        }
        if (!notice.facts().isEmpty()) {
            lines.addAll(Wrapping.words(String.join(" ", notice.facts()), screen.columns()));
        }
        if (diagnosis.status() == Diagnosis.Status.OPEN && !diagnosis.symptoms().isEmpty()) {
            var symptoms = Plain.line(String.join(" · ", diagnosis.symptoms()), SYMPTOMS);
            for (var line : Wrapping.words(symptoms, screen.columns())) {
                lines.add(Paint.FAINT.on(line, screen));
            }
        }
    }

    private void cause(Notice notice) {
        var cause = notice.cause();
        if (cause == null) {
            return;
        }
        lines.add("");
        lines.add(label("Cause") + Paint.BOLD.on(cause.label(), screen) + " (" + cause.confidence() + ")");
        for (var text : List.of(cause.summary(), cause.others())) {
            if (!text.isEmpty()) {
                Wrapping.words(text, screen.columns() - INDENT).forEach(line -> lines.add(MARGIN + line));
            }
        }
    }

    private void bullets(String name, List<String> sentences) {
        var label = label(name);
        for (var sentence : sentences) {
            var bullet = "• ";
            for (var line : Wrapping.words(sentence, screen.columns() - INDENT - bullet.length())) {
                lines.add(label + bullet + line);
                label = MARGIN;
                bullet = "  ";
            }
        }
    }

    private void fix(Notice notice) {
        var label = label(notice.unexplained() ? "Look" : "Fix");
        for (var fix : notice.fix()) {
            for (var line : fix.split("\n", -1)) {
                lines.add(label + Paint.COMMAND.on(line, screen));
                label = MARGIN;
            }
        }
    }

    private void lastWords(List<Diagnosis.Line> words) {
        if (words.isEmpty()) {
            return;
        }
        lines.add(label("Last words").stripTrailing());
        for (var word : words) {
            var stamp = time(word.time(), MILLIS);
            var paint = word.stream() == LogLine.Stream.STDERR ? Paint.ERROR_STREAM : Paint.FAINT;
            var bar = paint.on(word.stream() == LogLine.Stream.STDERR ? "┃" : "│", screen);
            for (var line : Wrapping.words(word.text(), screen.columns() - stamp.length() - 5)) {
                lines.add(("  " + Paint.FAINT.on(stamp, screen) + " " + bar + " " + line).stripTrailing());
                stamp = " ".repeat(stamp.length());
            }
        }
    }

    private void footer(List<String> footer) {
        for (var line : Wrapping.words(String.join(" · ", footer), screen.columns() - 2)) {
            lines.add(Paint.FAINT.on("  " + line, screen));
        }
    }

    private String label(String name) {
        return "  " + Paint.FAINT.on(name, screen) + " ".repeat(INDENT - 2 - name.length());
    }

    private String time(Instant time, DateTimeFormatter format) {
        return format.withZone(zone).format(time);
    }
}
