package io.lastwords.cli.replay;

import io.lastwords.cli.replay.Comparison.Judged;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often a cause was right, against how sure it was: over all incidents whose true cause is known. */
public final class Reliability {
    private static final double[] BANDS = {0, 0.5, 0.7, 0.8, 0.9, 1.01};

    private Reliability() {}

    /** The page. */
    public static String page(Comparison comparison) {
        var judged = comparison.judged();
        var text = new StringBuilder("""
                # How reliable the causes are

                Generated from the recordings in `examples/` by `./lastwords replay --compare examples --reliability \
                docs/reliability-of-causes.md`; a test fails where this file and they differ.

                A confidence is a probability: of the answers that are given with 0.9, nine of ten are to be right. As long \
                as fewer than some dozens of recordings stand behind a cause, its confidence is capped at 0.9, however often \
                it was right.

                Most of the recordings come from the end-to-end tests, which insist on the true cause before they record: so \
                this page shows what a change loses, and not yet how often strangers' containers are diagnosed rightly. A \
                recording of a wrong answer (`export --expected CAUSE`) belongs here most of all.

                | cause that was said | times | mean confidence | right | share |
                |---|---|---|---|---|
                """);
        judged.stream()
                .collect(Collectors.groupingBy(Judged::cause, TreeMap::new, Collectors.toList()))
                .forEach((cause, said) -> row(text, "`" + cause + "`", said));
        row(text, "all", judged);
        text.append("""

                | confidence that was given | times | mean confidence | right | share |
                |---|---|---|---|---|
                """);
        for (int i = 0; i + 1 < BANDS.length; i++) {
            double low = BANDS[i];
            double high = BANDS[i + 1];
            var band = judged.stream()
                    .filter(said -> said.confidence() >= low && said.confidence() < high)
                    .toList();
            if (!band.isEmpty()) {
                row(
                        text,
                        i + 2 < BANDS.length ? format(low) + " up to " + format(high) : format(low) + " and more",
                        band);
            }
        }
        return text.append("\nRecordings of containers that are well: " + comparison.healthy()
                        + " of which nothing is said, as it should be.\n")
                .toString();
    }

    private static void row(StringBuilder text, String name, List<Judged> said) {
        long right = said.stream().filter(Judged::right).count();
        double mean = said.stream().mapToDouble(Judged::confidence).average().orElse(0);
        text.append("| " + name + " | " + said.size() + " | " + format(mean) + " | " + right + " | "
                + (said.isEmpty() ? "" : Math.round(100.0 * right / said.size()) + " %") + " |\n");
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
