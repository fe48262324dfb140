package io.lastwords.analyzer.core;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.RunReport;
import java.util.ArrayList;
import java.util.List;

/** What one event led to. */
public record Outputs(List<RunReport> runs, List<Diagnosis> diagnoses, List<News.Addressed> news) {
    /** Nothing yet; the core adds to it. */
    Outputs() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Whether it led to nothing. */
    public boolean isEmpty() {
        return runs.isEmpty() && diagnoses.isEmpty() && news.isEmpty();
    }
}
