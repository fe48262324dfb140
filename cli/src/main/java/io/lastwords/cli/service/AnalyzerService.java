package io.lastwords.cli.service;

import io.lastwords.analyzer.Analyzer;
import io.lastwords.analyzer.AnalyzerFailedException;
import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.cli.failure.Failure;

/** The analyzer in this process. */
public final class AnalyzerService implements Service {
    private final Analyzer analyzer;

    public AnalyzerService(AnalyzerSettings settings) {
        analyzer = new Analyzer(settings);
    }

    @Override
    public String name() {
        return "analyzer";
    }

    @Override
    public void start() throws Failure, InterruptedException {
        try {
            analyzer.start();
        } catch (AnalyzerFailedException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void awaitEnd() throws Failure, InterruptedException {
        try {
            analyzer.awaitEnd();
        } catch (AnalyzerFailedException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
