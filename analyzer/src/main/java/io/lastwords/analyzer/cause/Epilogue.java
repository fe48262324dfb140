package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words that may speak of the death: the last lines, and the head of the last error where the run ended with it.
 * Each has a weight, since a line some way before the end, or a mere warning, often speaks of something else.
 */
final class Epilogue {
    private static final int MAX_LINE = 4_000;
    private static final Duration BURST = Duration.ofSeconds(2);
    private static final int AFTER_HEAD = 8;
    private static final int BEFORE_HEAD = 3;
    private static final Pattern FRAME = Pattern.compile(
            "^\\s+(at |File \"|\\d+: |\\.\\.\\. \\d+ more|\\^)|^\\s{4,}|^\\t|^goroutine \\d|^created by |^exit status"
                    + "|^[\\w./*()]{1,200}\\(.{0,200}\\)$|^Node\\.js v\\d|^note: |^stack backtrace|^[}\\s]*$");
    private static final Pattern MILD = Pattern.compile("\\b(WARN(ING)?|INFO|DEBUG|TRACE|NOTICE|warn|info|debug)\\b");

    private final RunFacts run;
    private final List<Line> lines;
    private final boolean error;
    /** How many of the lines come before the error's head. */
    private final int before;

    private final double trust;
    private final List<RunFacts> others;

    private Epilogue(RunFacts run, double trust, List<RunFacts> others) {
        this.run = run;
        this.error = endsWithHead(run);
        this.lines = error ? errorLines(run) : run.lastLines();
        this.before = error ? before(run) : 0;
        this.trust = trust;
        this.others = others;
    }

    /** Empty where nothing ran. */
    static Optional<Epilogue> of(Facts facts) {
        return facts.lastRead().map(run -> {
            var others = facts.runs().stream()
                    .filter(other -> !other.equals(run)
                            && other.exitCode() == run.exitCode()
                            && other.log() == RunFacts.Log.COMPLETE)
                    .toList();
            int exitCode = facts.lastRun().map(RunFacts::exitCode).orElse(run.exitCode());
            double same = exitCode == run.exitCode() ? 1 : 0.7;
            return new Epilogue(run, same, others);
        });
    }

    RunFacts run() {
        return run;
    }

    /** Whether the run ended with a panic, a traceback or an exception. */
    boolean error() {
        return error;
    }

    List<String> texts() {
        return lines.stream().map(line -> cut(line.text())).toList();
    }

    /** The weightiest line in which the pattern is found, weighed by how well it goes with the way the run ended. */
    Optional<Said> find(Pattern pattern) {
        return findFatal(pattern).map(said -> said.times(deadly()));
    }

    /** The same for words that are themselves those of an abort, whatever signal follows them. */
    Optional<Said> findFatal(Pattern pattern) {
        Said best = null;
        int distance = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            String text = cut(line.text());
            var matcher = pattern.matcher(text);
            if (matcher.find()) {
                double weight = weight(line, text, distance, i < before);
                if (best == null || weight > best.weight) {
                    best = new Said(text, matcher.toMatchResult(), weight);
                }
            }
            if (!FRAME.matcher(text).find()) {
                distance++;
            }
        }
        return Optional.ofNullable(best).map(said -> said.times(trust * repeated(pattern)));
    }

    /** Whether a line of the epilogue has the pattern, whatever its weight. */
    boolean has(Pattern pattern) {
        return lines.stream().anyMatch(line -> pattern.matcher(cut(line.text())).find());
    }

    /**
     * A line that was found.
     *
     * @param weight what a confidence is multiplied with
     */
    record Said(String line, MatchResult match, double weight) {
        String quote() {
            return Quote.of(line);
        }

        double confidence(double base) {
            return Math.max(0, Math.min(1, base * weight));
        }

        private Said times(double factor) {
            return new Said(line, match, weight * factor);
        }
    }

    private double weight(Line line, String text, int distance, boolean early) {
        double weight = early ? 0.5 : error || distance < 5 ? 1 : distance < 10 ? 0.8 : 0.5;
        String start = text.substring(0, Math.min(80, text.length()));
        if ((early || !error) && MILD.matcher(start).find()) {
            weight *= distance == 0 ? 0.8 : 0.5;
        }
        Duration earlier = Duration.between(line.time(), run.end());
        if (earlier.compareTo(Duration.ofSeconds(60)) > 0) {
            weight *= 0.4;
        } else if (earlier.compareTo(Duration.ofSeconds(10)) > 0) {
            weight *= 0.8;
        }
        return weight;
    }

    /** How far the way it ended fits an error that it could still tell. */
    private double deadly() {
        if (run.signalled() && run.signal() > 0) {
            return 0.2;
        }
        if (run.exitCode() == 0) {
            return error ? 0.65 : 0.4;
        }
        return switch (run.signal()) {
            case 0 -> 1;
            case 6, 11, 5 -> error ? 0.9 : 0.5;
            default -> 0.3;
        };
    }

    private double repeated(Pattern pattern) {
        if (others.isEmpty()) {
            return 1;
        }
        long same = others.stream()
                .filter(other -> new Epilogue(other, 1, List.of()).has(pattern))
                .count();
        return same == others.size() ? 1.05 : same == 0 ? 0.8 : 0.95;
    }

    /** Whether the last error's head is how the run ended, not one it lived on after. */
    private static boolean endsWithHead(RunFacts run) {
        if (run.head().isEmpty()) {
            return false;
        }
        if (run.lastLines().isEmpty()) {
            return true;
        }
        Line first = run.head().getFirst();
        int begin = run.lastLines().indexOf(first);
        var after = begin < 0
                ? run.lastLines()
                : run.lastLines().subList(begin, run.lastLines().size());
        long said = after.stream()
                .filter(line ->
                        !FRAME.matcher(cut(line.text())).find() && !run.head().contains(line))
                .count();
        var burst = Duration.between(first.time(), run.lastLines().getLast().time());
        return said <= AFTER_HEAD && (begin >= 0 || burst.compareTo(BURST) <= 0);
    }

    private static int before(RunFacts run) {
        return Math.max(
                0, Math.min(BEFORE_HEAD, run.lastLines().indexOf(run.head().getFirst())));
    }

    private static List<Line> errorLines(RunFacts run) {
        int begin = run.lastLines().indexOf(run.head().getFirst());
        var lines = new ArrayList<Line>();
        if (begin > 0) {
            lines.addAll(run.lastLines().subList(begin - before(run), begin));
        }
        lines.addAll(run.head());
        int from = begin < 0
                ? 0
                : Math.min(begin + run.head().size(), run.lastLines().size());
        lines.addAll(run.lastLines().subList(from, run.lastLines().size()));
        return lines;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE);
    }
}
