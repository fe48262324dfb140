package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words that may speak of the death: the last lines, and the head of the last error where the run ended with it.
 * Each has a weight, since a line some way before the end, or a mere warning, often speaks of something else.
 */
final class Epilogue {
    /** Said after a line, it makes that line a less likely reason. */
    private static final Pattern GRAVE = Pattern.compile(
            "\\b(?:fatal|panic|critical|exception|unrecoverable|aborting)\\b", Pattern.CASE_INSENSITIVE);

    /** But not where it only says what follows. */
    private static final Pattern FOLLOWS = Pattern.compile(
            "\\b(?:abort(?:ed|ing)|shut(?:ting)? ?down|exiting|could not create \\S+ (?:\\S+ )?sockets?|failed listening)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MILD =
            Pattern.compile("\\b(WARN(ING)?|INFO|DEBUG|TRACE|NOTICE|warn(ing)?|Warning|info|debug)\\b");

    /** What a program says of itself when it ends because of what it just said. */
    private static final Pattern CLOSES = Pattern.compile(
            "\\b(?:exiting|quitting|shutting down|aborting|terminating|giving up|nothing to (?:do|run|start|serve|consume|process))\\b",
            Pattern.CASE_INSENSITIVE);

    private final @Nullable RunFacts run;
    private final List<String> texts;
    private final Ending ending;
    private final double trust;
    private final List<List<String>> others;

    /** Several causes ask for the same words, and most are nowhere. */
    private final Map<Pattern, Optional<Said>> found = new HashMap<>();

    /** Of each line; empty until the first is asked for, since in most lines nothing is ever found. */
    private double[] weights = {};

    private Epilogue(@Nullable RunFacts run, double trust, List<RunFacts> others) {
        this.run = run;
        this.ending = run == null ? Ending.NONE : Ending.of(run);
        this.texts = ending.lines().stream().map(Line::text).toList();
        this.trust = trust;
        this.others = others.stream()
                .map(other -> Stream.concat(other.head().stream(), other.lastLines().stream())
                        .map(Line::text)
                        .toList())
                .toList();
    }

    /** Without words where nothing ran. */
    static Epilogue of(Facts facts) {
        var read = facts.lastRead();
        if (read.isEmpty()) {
            return new Epilogue(null, 0, List.of());
        }
        RunFacts run = read.get();
        var others = facts.runs().stream()
                .filter(other -> !other.equals(run)
                        && other.exitCode() == run.exitCode()
                        && other.log() == RunFacts.Log.COMPLETE)
                .toList();
        int exitCode = facts.lastRun().map(RunFacts::exitCode).orElse(run.exitCode());
        return new Epilogue(run, exitCode == run.exitCode() ? 1 : 0.7, others);
    }

    /** Itself, where something ran. */
    Optional<Epilogue> ran() {
        return run == null ? Optional.empty() : Optional.of(this);
    }

    /** Of the run whose words these are; 0 where nothing ran. */
    int exitCode() {
        return run == null ? 0 : run.exitCode();
    }

    /** Whether the run ended with a panic, a traceback or an exception. */
    boolean error() {
        return ending.error();
    }

    List<String> texts() {
        return texts;
    }

    /**
     * The weightiest line in which the pattern is found (of equal ones the last, in a trace the first), weighed by how
     * well it goes with the way the run ended.
     */
    Optional<Said> find(Pattern pattern) {
        return findFatal(pattern).map(said -> said.times(deadly(said)));
    }

    /** The same for words that are themselves those of an abort, whatever signal follows them. */
    Optional<Said> findFatal(Pattern pattern) {
        var known = found.get(pattern);
        if (known == null) {
            known = search(pattern);
            found.put(pattern, known);
        }
        return known;
    }

    private Optional<Said> search(Pattern pattern) {
        Said best = null;
        for (int i = 0; i < texts.size(); i++) {
            var matcher = pattern.matcher(texts.get(i));
            if (matcher.find()) {
                double weight = weight(i);
                if (best == null || (error() ? weight > best.weight : weight >= best.weight)) {
                    best = new Said(texts.get(i), matcher.toMatchResult(), weight);
                }
            }
        }
        return Optional.ofNullable(best).map(said -> said.times(trust * repeated(pattern)));
    }

    /** Whether its very last line says that it ends for the reason that this line gives. */
    boolean closes() {
        return !texts.isEmpty() && CLOSES.matcher(texts.getLast()).find();
    }

    /** Whether a line of the epilogue has the pattern, whatever its weight. */
    boolean has(Pattern pattern) {
        return findFatal(pattern).isPresent();
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

    private double weight(int line) {
        if (weights.length == 0 && run != null) {
            weights = weights(ending, run.end());
        }
        return weights[line];
    }

    private static double[] weights(Ending ending, Instant end) {
        var weights = new double[ending.lines().size()];
        var aside = new Aside(ending.lines());
        int distance = 0;
        boolean worse = false;
        for (int i = ending.lines().size() - 1; i >= 0; i--) {
            Line line = ending.lines().get(i);
            boolean early = i < ending.before();
            boolean told = early || !ending.error();
            double weight = early ? 0.5 : ending.error() ? 1 : near(distance) * (worse ? 0.6 : 1);
            if (told && mild(line.text())) {
                weight *= distance == 0 ? 0.8 : 0.5;
            }
            if (told && aside.has(i)) {
                weight *= Aside.HARDLY;
            }
            weights[i] = weight * recent(Duration.between(line.time(), end));
            if (!Ending.frame(line.text())) {
                distance++;
                worse |= GRAVE.matcher(line.text()).find()
                        && !FOLLOWS.matcher(line.text()).find();
            }
        }
        return weights;
    }

    private static boolean mild(String text) {
        return MILD.matcher(text.substring(0, Math.min(80, text.length()))).find();
    }

    private static double near(int distance) {
        return distance == 0 ? 1 : distance < 3 ? 0.85 : distance < 5 ? 0.7 : distance < 10 ? 0.5 : 0.35;
    }

    private static double recent(Duration before) {
        return before.compareTo(Duration.ofSeconds(60)) > 0
                ? 0.4
                : before.compareTo(Duration.ofSeconds(10)) > 0 ? 0.8 : 1;
    }

    /** How far the way it ended fits an error that it could still tell. */
    private double deadly(Said said) {
        if (run == null || (run.signalled() && run.signal() > 0)) {
            return 0.2;
        }
        if (run.exitCode() == 0) {
            return error() ? 0.65 : closes() && said.line().equals(texts.getLast()) ? 0.75 : 0.4;
        }
        return switch (run.signal()) {
            case 0 -> 1;
            case 6, 11, 5 -> error() ? 0.9 : 0.5;
            default -> 0.3;
        };
    }

    private double repeated(Pattern pattern) {
        if (others.isEmpty()) {
            return 1;
        }
        long same = others.stream()
                .filter(texts ->
                        texts.stream().anyMatch(text -> pattern.matcher(text).find()))
                .count();
        return same == others.size() ? 1.05 : same == 0 ? 0.8 : 0.95;
    }
}
