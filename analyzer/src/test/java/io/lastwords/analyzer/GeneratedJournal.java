package io.lastwords.analyzer;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Several workloads' journals, and what may become of them on their way without anything being lost.
 *
 * @param lives each workload's own
 * @param way the randomness of the way
 */
record GeneratedJournal(List<Life> lives, long way) {
    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)\"");

    /** One workload's: of one seed always the same, and the shorter one is the beginning of the longer one. */
    record Life(long seed, int turns) {
        List<JournalEvent> story(String workload) {
            return GeneratedStory.of(new Random(seed), workload, turns);
        }
    }

    static Arbitrary<GeneratedJournal> any() {
        var seeds = Arbitraries.longs().withoutEdgeCases().dontShrink();
        var lives = Combinators.combine(seeds, Arbitraries.integers().between(5, 44))
                .as(Life::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(lives, seeds).as(GeneratedJournal::new);
    }

    /** For what happens to it next. */
    Random random() {
        return new Random(way);
    }

    /** One workload's after the other. */
    List<JournalEvent> apart() {
        var all = new ArrayList<JournalEvent>();
        stories().forEach(all::addAll);
        return all;
    }

    /** As a partitioning may mix them: each story keeps its order. */
    List<JournalEvent> mixed() {
        return mixed(way);
    }

    /** As another one may. */
    List<JournalEvent> mixedAnew() {
        return mixed(~way);
    }

    private List<JournalEvent> mixed(long seed) {
        var random = new Random(seed);
        var left = new ArrayList<ArrayDeque<JournalEvent>>();
        stories().forEach(story -> left.add(new ArrayDeque<>(story)));
        var all = new ArrayList<JournalEvent>();
        while (!left.isEmpty()) {
            var story = left.get(random.nextInt(left.size()));
            all.add(story.removeFirst());
            left.removeIf(ArrayDeque::isEmpty);
        }
        return all;
    }

    /** Any records again, at once or much later. */
    List<JournalEvent> doubled() {
        var random = random();
        var all = mixed();
        for (int n = random.nextInt(20); n >= 0; n--) {
            int at = random.nextInt(all.size());
            int later = at + 1 + (random.nextBoolean() ? 0 : random.nextInt(all.size() - at));
            all.add(later, all.get(at));
        }
        return all;
    }

    /** The same lines in other chunks. */
    List<JournalEvent> rechunked() {
        var random = random();
        var all = new ArrayList<JournalEvent>();
        for (var event : mixed()) {
            if (event instanceof LogChunk chunk) {
                var lines = new ArrayList<LogLine>();
                for (var line : chunk.lines()) {
                    lines.add(line);
                    if (random.nextBoolean()) {
                        all.add(chunk(chunk, lines));
                        lines.clear();
                    }
                }
                if (!lines.isEmpty()) {
                    all.add(chunk(chunk, lines));
                }
            } else {
                all.add(event);
            }
        }
        return all;
    }

    /** With one workload's host, the first one's, whose clock is wrong. */
    List<JournalEvent> withClockOff(Duration by) {
        return mixed().stream()
                .map(event -> isOfTheFirst(event) ? shifted(event, by) : event)
                .toList();
    }

    /** Without some of the first workload's records, as many as there may be. */
    List<JournalEvent> withHole() {
        var random = random();
        int turns = lives.getFirst().story(workload(0)).size();
        int from = random.nextInt(turns);
        int to = from + 1 + random.nextInt(turns - from);
        var all = new ArrayList<JournalEvent>();
        int at = 0;
        for (var event : mixed()) {
            if (!isOfTheFirst(event) || at < from || at >= to) {
                all.add(event);
            }
            at += isOfTheFirst(event) ? 1 : 0;
        }
        return all;
    }

    /** The name of a workload in it. */
    static String workload(int index) {
        return "h/w" + index;
    }

    private List<List<JournalEvent>> stories() {
        var stories = new ArrayList<List<JournalEvent>>();
        for (var life : lives) {
            stories.add(life.story(workload(stories.size())));
        }
        return stories;
    }

    private static boolean isOfTheFirst(JournalEvent event) {
        return event.origin().workload().equals(workload(0));
    }

    private static JournalEvent shifted(JournalEvent event, Duration by) {
        var json = TIME.matcher(Json.text(event))
                .replaceAll(time -> '"' + Instant.parse(time.group(1)).plus(by).toString() + '"');
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), JournalEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogChunk chunk(LogChunk of, List<LogLine> lines) {
        return new LogChunk(of.origin(), lines.getLast().time(), of.run(), lines);
    }
}
