package io.lastwords.analyzer;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several workloads' journals, and what may become of them on their way without anything being lost. */
final class GeneratedJournal {
    private GeneratedJournal() {}

    /** Of one seed always the same. */
    static List<List<JournalEvent>> stories(Random random) {
        var stories = new ArrayList<List<JournalEvent>>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            stories.add(GeneratedStory.of(random, "h/w" + n, 5 + random.nextInt(40)));
        }
        return stories;
    }

    /** As any partitioning may mix them: each story keeps its order. */
    static List<JournalEvent> mixed(List<List<JournalEvent>> stories, Random random) {
        var left = new ArrayList<ArrayDeque<JournalEvent>>();
        stories.forEach(story -> left.add(new ArrayDeque<>(story)));
        var all = new ArrayList<JournalEvent>();
        while (!left.isEmpty()) {
            var story = left.get(random.nextInt(left.size()));
            all.add(story.removeFirst());
            left.removeIf(ArrayDeque::isEmpty);
        }
        return all;
    }

    /** Any records again, at once or much later. */
    static List<JournalEvent> doubled(List<JournalEvent> journal, Random random) {
        var all = new ArrayList<>(journal);
        for (int n = random.nextInt(20); n >= 0; n--) {
            int at = random.nextInt(all.size());
            int later = at + 1 + (random.nextBoolean() ? 0 : random.nextInt(all.size() - at));
            all.add(later, all.get(at));
        }
        return all;
    }

    /** The same lines in other chunks. */
    static List<JournalEvent> rechunked(List<JournalEvent> journal, Random random) {
        var all = new ArrayList<JournalEvent>();
        for (var event : journal) {
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

    private static LogChunk chunk(LogChunk of, List<LogLine> lines) {
        return new LogChunk(of.origin(), lines.getLast().time(), of.run(), lines);
    }
}
