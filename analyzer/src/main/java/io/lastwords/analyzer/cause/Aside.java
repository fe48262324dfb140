package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.journal.LogLine.Stream;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of some lines are told in passing: such a line says itself that the program goes on, or a later one complains of
 * something else. What it names is then hardly what the program died of.
 */
final class Aside {
    static final double HARDLY = 0.45;

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private static final Pattern GOES_ON = Pattern.compile(
            "(?i)\\b(?:fall(?:s|ing)? back|ignor(?:ed|ing)|continuing|carrying on|going on|skipp(?:ed|ing)|proceeding|using"
                    + " (?:the |its )?default\\w*|non-fatal|not fatal)\\b|[,;:(-] *(?:[\\w-]+ ){0,3}(?:is |are )?disabled\\W*$");
    private static final Pattern COMPLAINS = Pattern.compile(
            "(?i)\\b(?:err(?:or)?|fail(?:ed|ure|s)?|fatal|cannot|can't|could not|couldn't|unable|invalid|corrupt(?:ed)?|mismatch(?:ed)?"
                    + "|unsupported|unknown|unexpected|expired|denied|missing|not found|bad|illegal|exceeded|broken|malformed"
                    + "|incompatible|already exists|wrong)\\b");

    /** What only follows from a reason that was told before. */
    private static final Pattern FOLLOWS = Pattern.compile(
            "(?i)\\b(?:exit(?:s|ed|ing)?|abort\\w*|shut(?:ting)? ?down|giving up|gave up|terminat\\w+|stopp(?:ed|ing)|quit(?:ting)?"
                    + "|(?:bye)+|crash\\w*|dying|lifecycle|start|starting|start-?up|boot\\w*|initiali[sz]\\w+|init|command failed"
                    + "|attempts?|retr(?:y|ies|ying)|timed? ?out|time-?out|connect\\w*|unreachable|unavailable|configur\\w*"
                    + "|server|sockets?|listen\\w*|bind\\w*|write|save|open|run|main|health\\w*|service)\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\d_]{3,}");
    private static final Set<String> COMMON = Set.of(
            "error", "errno", "fatal", "failed", "failure", "warn", "warning", "info", "debug", "level", "time",
            "cannot", "could", "unable", "with", "from", "that", "this", "have", "been", "while", "after", "before",
            "line", "code", "main", "null");

    private final List<Told> lines;

    Aside(List<Line> lines) {
        this.lines = lines.stream().map(Told::of).toList();
    }

    /**
     * Looked at once, since each line is weighed against all others.
     *
     * @param complains whether it has a word of complaint
     * @param tells whether it may be a reason of its own
     */
    private record Told(Line line, boolean complains, boolean tells, Set<String> words) {
        static Told of(Line line) {
            String text = line.text();
            boolean complains = COMPLAINS.matcher(text).find();
            boolean tells = (complains || line.stream() == Stream.STDERR)
                    && !text.isBlank()
                    && !Ending.frame(text)
                    && !follows(text);
            return new Told(line, complains, tells, wordsOf(text));
        }
    }

    /** Whether this line says that the program does without, or another one complains later of something of its own. */
    boolean has(int line) {
        return GOES_ON.matcher(lines.get(line).line().text()).find() || overtaken(line);
    }

    private boolean overtaken(int at) {
        Told told = lines.get(at);
        for (int i = 0; i < lines.size(); i++) {
            Told other = lines.get(i);
            if (other.tells()
                    && (i > at || (i < at && atOnce(other.line(), told.line())))
                    && (other.complains() || graver(other.line(), told.line()))
                    && Collections.disjoint(told.words(), other.words())) {
                return true;
            }
        }
        return false;
    }

    private static boolean graver(Line line, Line than) {
        return line.stream() == Stream.STDERR && than.stream() == Stream.STDOUT;
    }

    /** The engine reads two streams side by side: of lines written at once, nobody knows which was the last. */
    private static boolean atOnce(Line error, Line output) {
        return error.stream() == Stream.STDERR
                && output.stream() == Stream.STDOUT
                && Duration.between(error.time(), output.time()).compareTo(AT_ONCE) <= 0;
    }

    /** Whether a line only follows from a reason that was told before it. */
    static boolean follows(String text) {
        return FOLLOWS.matcher(text).find();
    }

    private static Set<String> wordsOf(String text) {
        var words = new HashSet<String>();
        WORD.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .forEach(words::add);
        words.removeAll(COMMON);
        return words;
    }
}
