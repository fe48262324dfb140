package io.lastwords.analyzer.cause;

import java.util.Locale;

/**
 * A line that came at the start of each healthy run, and not in those that fail: what a marker would tell, without
 * anybody having named one. It speaks of runs alone; no file is searched for it.
 *
 * @param line as a healthy run wrote it last
 * @param runs how many healthy runs had it, all of them
 * @param withinMillis the longest that it took from the start
 * @param missing in how many of the last failing runs it did not come, all whose output is whole
 */
public record LearnedMarker(String line, int runs, long withinMillis, int missing) {

    String words() {
        return "in " + runs + " earlier runs the line " + Quote.of(line) + " came within "
                + String.format(Locale.ROOT, "%.1f s", Math.max(withinMillis, 100) / 1000.0)
                + (missing == 1 ? "; in the last one it did not come" : "; in the last " + missing + " it never came");
    }
}
