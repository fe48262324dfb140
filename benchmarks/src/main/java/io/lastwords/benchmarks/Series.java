package io.lastwords.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same figure from every round. On a noisy machine the median is quoted and the best beside it. Not thread-safe. */
public final class Series {
    private final List<Double> values = new ArrayList<>();

    /** Adds a round. */
    public void add(double value) {
        values.add(value);
    }

    /** Forgets them: they were for warming up. */
    public void clear() {
        values.clear();
    }

    /** The middle one; of an even number the lower of the two. */
    public double median() {
        return quantile(0.5);
    }

    /** The least value that so large a part of all does not exceed; 0.99 for the 99th percentile. */
    public double quantile(double part) {
        return sorted().get(Math.max(0, (int) Math.ceil(part * values.size()) - 1));
    }

    public double min() {
        return Collections.min(values);
    }

    public double max() {
        return Collections.max(values);
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
