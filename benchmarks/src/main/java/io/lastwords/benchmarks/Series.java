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

    /** The middle one; of an even number the lower of the two. */
    public double median() {
        return sorted().get((values.size() - 1) / 2);
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
