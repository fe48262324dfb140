package io.lastwords.cli.command;

import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Spelling;
import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The causes as words of the command line, which a shell can complete. */
final class CauseNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }

    private static List<String> all() {
        return Arrays.stream(CauseName.values()).map(CauseName::label).toList();
    }

    /**
     * Adds a problem where an option's value is none of them.
     *
     * @param more words that this option also takes
     */
    static void check(String option, @Nullable String cause, List<Problem> problems, String... more) {
        var known = new ArrayList<>(all());
        known.addAll(List.of(more));
        if (cause != null && !known.contains(cause)) {
            problems.add(new Problem(option, "", cause, "is no cause" + Spelling.suggestion(cause, known)));
        }
    }
}
