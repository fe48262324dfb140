package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words that may speak of the death: the last lines, and the head of the last error where the run ended with it.
 * Each has a weight, since a line some way before the end, or a mere warning, often speaks of something else.
 */
final class Epilogue {
    private static final Pattern MILD = Pattern.compile("\\b(WARN(ING)?|INFO|DEBUG|TRACE|NOTICE|warn|info|debug)\\b");

    private final RunFacts run;
    private final Ending ending;
    private final double trust;
    private final List<RunFacts> others;

    private Epilogue(RunFacts run, double trust, List<RunFacts> others) {
        this.run = run;
        this.ending = Ending.of(run);
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
        return ending.error();
    }

    List<String> texts() {
        return ending.lines().stream().map(line -> line.text()).toList();
    }

    /**
     * The weightiest line in which the pattern is found (of equal ones the last, in a trace the first), weighed by how
     * well it goes with the way the run ended.
     */
    Optional<Said> find(Pattern pattern) {
        return findFatal(pattern).map(said -> said.times(deadly()));
    }

    /** The same for words that are themselves those of an abort, whatever signal follows them. */
    Optional<Said> findFatal(Pattern pattern) {
        Said best = null;
        int distance = 0;
        for (int i = ending.lines().size() - 1; i >= 0; i--) {
            Line line = ending.lines().get(i);
            String text = line.text();
            var matcher = pattern.matcher(text);
            if (matcher.find()) {
                double weight = weight(line, distance, i < ending.before());
                if (best == null || (ending.error() ? weight >= best.weight : weight > best.weight)) {
                    best = new Said(text, matcher.toMatchResult(), weight);
                }
            }
            if (!Ending.frame(text)) {
                distance++;
            }
        }
        return Optional.ofNullable(best).map(said -> said.times(trust * repeated(pattern)));
    }

    /** Whether a line of the epilogue has the pattern, whatever its weight. */
    boolean has(Pattern pattern) {
        return ending.lines().stream()
                .anyMatch(line -> pattern.matcher(line.text()).find());
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

    private double weight(Line line, int distance, boolean early) {
        boolean error = ending.error();
        String text = line.text();
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
            return ending.error() ? 0.65 : 0.4;
        }
        return switch (run.signal()) {
            case 0 -> 1;
            case 6, 11, 5 -> ending.error() ? 0.9 : 0.5;
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
}
