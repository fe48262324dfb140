package io.lastwords.model.diagnosis;

import java.util.List;

/** Many names in words that stay short, alike in evidence and in notices. */
public final class Several {
    private static final int NAMED = 5;

    private Several() {}

    /** All of them, or the first five and how many more: 'a, b, c, d, e and 3 more'. */
    public static String named(List<String> all) {
        var named = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return all.size() > NAMED ? named + " and " + (all.size() - NAMED) + " more" : named;
    }
}
