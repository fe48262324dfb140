package io.lastwords.benchmarks;

import io.lastwords.benchmarks.analyzer.AnalyzerBenchmark;
import io.lastwords.benchmarks.analyzer.ScaleBenchmark;
import io.lastwords.benchmarks.collector.CollectorBenchmark;
import io.lastwords.benchmarks.collector.FilesBenchmark;
import io.lastwords.benchmarks.latency.LatencyBenchmark;
import io.lastwords.benchmarks.start.StartBenchmark;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command: one benchmark by name, in its whole or its short form, checked or not. */
public final class Main {
    private Main() {}

    /** Runs and prints; exit status 1 with {@code --check} and a clear regression, 2 where the name is unknown. */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        var report = report(words.isEmpty() ? "" : words.getFirst(), words.contains("--short"));
        if (report == null) {
            System.err.println(
                    "usage: benchmarks/run analyzer|collector[-warm|-many|-files]|latency|scale|start [--short] [--check]");
            System.exit(2);
            return;
        }
        report.print(System.out);
        if (words.contains("--check") && !report.regressions().isEmpty()) {
            report.regressions().forEach(System.err::println);
            System.exit(1);
        }
        System.exit(0);
    }

    private static @Nullable Report report(String name, boolean brief) throws Exception {
        String socket = System.getProperty("lastwords.socket");
        var root = Path.of(System.getProperty("lastwords.root"));
        return switch (name) {
            case "analyzer" -> AnalyzerBenchmark.run(brief);
            case "collector" -> CollectorBenchmark.run(socket, CollectorBenchmark.Size.COLD, brief);
            case "collector-warm" -> CollectorBenchmark.run(socket, CollectorBenchmark.Size.WARM, brief);
            case "collector-many" -> CollectorBenchmark.run(socket, CollectorBenchmark.Size.MANY, brief);
            case "collector-files" -> FilesBenchmark.run(socket, brief);
            case "latency" -> LatencyBenchmark.run(root, socket, brief);
            case "scale" -> ScaleBenchmark.run(brief);
            case "start" -> StartBenchmark.run(root, brief);
            default -> null;
        };
    }
}
