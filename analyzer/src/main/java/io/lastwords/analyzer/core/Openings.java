package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.LearnedMarker;
import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines that every healthy run of a workload begins with, learned by keeping what the runs have in common. Bounded
 * by the first lines of one run. Owned by its workload's state.
 */
final class Openings {
    /** Fewer runs may agree by chance. */
    private static final int ENOUGH = 3;

    /** A line that comes later than this is no line of the start. */
    private static final Duration START = Duration.ofSeconds(30);

    /** Beyond so many lines a run has begun, with or without them. */
    private static final int LOOKED_AT = 200;

    private static final int LETTERS = 4;
    private static final Pattern CHANGES = Pattern.compile("\\x1b\\[[\\d;]*m"
            + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{9,27}\\b"
            + "|\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{6,64}\\b"
            + "|\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? |\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b"
            + "|\\d+(?:[.:,T/_-]\\d+)*Z?");

    /** How many healthy runs were learned from since these lines are common to all. */
    int runs;

    List<Known> known = new ArrayList<>();

    /** One line: as masked, as it came last, and how long it took at most. */
    record Known(String masked, String line, long withinMillis) {}

    /** What stays of a line from run to run: without times, numbers and IDs; empty where too little stays. */
    static String mask(String line) {
        String masked = CHANGES.matcher(line).replaceAll("#").strip();
        return masked.chars().filter(Character::isLetter).count() < LETTERS ? "" : masked;
    }

    /** Takes a healthy run in: what it does not begin with is no opening. */
    void learn(RunState run) {
        var here = new ArrayList<Known>();
        for (Line line : run.first) {
            Duration after = Duration.between(run.start, line.time());
            String masked = mask(line.text());
            if (!masked.isEmpty()
                    && after.compareTo(START) <= 0
                    && here.stream().noneMatch(one -> one.masked().equals(masked))) {
                here.add(new Known(masked, line.text(), Math.max(0, after.toMillis())));
            }
        }
        var common = new ArrayList<Known>();
        for (Known one : here) {
            known.stream()
                    .filter(other -> other.masked().equals(one.masked()))
                    .findFirst()
                    .ifPresent(other -> common.add(
                            new Known(one.masked(), one.line(), Math.max(one.withinMillis(), other.withinMillis()))));
        }
        if (runs == 0 || common.isEmpty()) {
            runs = 1; // the first one, or another program from now on
            known = here;
        } else {
            runs++;
            known = common;
        }
    }

    /** Notes which of the openings a run's line is. */
    void note(RunState run, String line) {
        if (known.isEmpty() || run.lines > LOOKED_AT || run.opened.size() == known.size()) {
            return;
        }
        String masked = mask(Text.bounded(line));
        if (!run.opened.contains(masked)
                && known.stream().anyMatch(one -> one.masked().equals(masked))) {
            run.opened.add(masked);
        }
    }

    /** The first opening that none of these failing runs had, where their whole output is known. */
    Optional<LearnedMarker> missing(List<RunState> failing) {
        List<RunState> whole =
                failing.stream().filter(run -> run.log == RunFacts.Log.COMPLETE).toList();
        if (runs < ENOUGH || whole.isEmpty() || !failing.getLast().equals(whole.getLast())) {
            return Optional.empty();
        }
        return known.stream()
                .filter(one -> whole.stream().noneMatch(run -> run.opened.contains(one.masked())))
                .findFirst()
                .map(one -> new LearnedMarker(one.line(), runs, one.withinMillis(), whole.size()));
    }
}
