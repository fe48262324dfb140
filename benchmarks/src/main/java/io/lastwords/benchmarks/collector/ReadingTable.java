package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The readers of one log, a row each, as ratios to a limit. */
final class ReadingTable {
    private final Report report;
    private final int lines;
    private final String ratio;
    private final double limit;
    private final double best;

    /**
     * @param ratio what the column with the ratios to the limit is called
     */
    ReadingTable(Report report, int lines, List<Reading> limit, String ratio) {
        this.report = report;
        this.lines = lines;
        this.ratio = ratio;
        this.limit = series(limit, Reading::seconds).median();
        this.best = series(limit, Reading::seconds).min();
    }

    void row(String name, List<Reading> readings) {
        double millions = lines / 1e6;
        var seconds = series(readings, Reading::seconds);
        report.figure(name, "lines/s", lines / seconds.median())
                .figure(name, ratio, limit / seconds.median())
                .figure(name, "best of best", best / seconds.min())
                .figure(
                        name,
                        "CPU s/M",
                        series(readings, Reading::processorSeconds).median() / millions)
                .figure(
                        name,
                        "engine s/M",
                        series(readings, Reading::engineSeconds).median() / millions);
        double peak = series(readings, Reading::peakMegabytes).max();
        if (peak > 0) {
            report.figure(name, "peak MB", peak);
        }
    }

    private static Series series(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        var series = new Series();
        readings.forEach(reading -> series.add(figure.applyAsDouble(reading)));
        return series;
    }
}
