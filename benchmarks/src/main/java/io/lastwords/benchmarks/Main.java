package io.lastwords.benchmarks;

import io.lastwords.benchmarks.analyzer.AnalyzerBenchmark;
import io.lastwords.benchmarks.collector.CollectorBenchmark;
import io.lastwords.benchmarks.start.StartBenchmark;
import java.nio.file.Path;
import java.util.List;

/** The command: one benchmark by name, in its whole or its short form. */
public final class Main {
    private Main() {}

    /** Runs and prints; exit status 2 where the name is unknown. */
    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        boolean brief = words.contains("--short");
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "analyzer" -> AnalyzerBenchmark.run(brief).print(System.out);
            case "collector" ->
                CollectorBenchmark.run(System.getProperty("lastwords.socket"), brief)
                        .print(System.out);
            case "start" ->
                StartBenchmark.run(Path.of(System.getProperty("lastwords.root")), brief)
                        .print(System.out);
            default -> {
                System.err.println("usage: benchmarks/run analyzer|collector|start [--short]");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
