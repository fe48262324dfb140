package io.lastwords.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.topic.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found: a table for people and one JSON document for programs, of the same figures. Figures are
 * rounded to three digits, since more of them would be noise.
 */
public final class Report {
    private final ObjectNode document = Json.mapper().createObjectNode();
    private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> regressions = new ArrayList<>();

    /** A report on a benchmark; the machine's class is put beside the figures. */
    public Report(String benchmark) {
        document.put("benchmark", benchmark);
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().feature());
    }

    /** A circumstance that the figures depend on. */
    public Report with(String name, long value) {
        document.put(name, value);
        return this;
    }

    /** Adds a figure to a row of the table; rows and columns come in the order of their first figure. */
    public Report figure(String row, String column, double value) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
        rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, value);
        return this;
    }

    /** Calls it a clear regression where this figure is less, and the limit was measured in the same run. */
    public Report atLeast(String row, String column, double least) {
        double value = value(row, column);
        if (!(value >= least)) {
            regressions.add(row + ": " + shown(value) + " " + column + ", and not at least " + least);
        }
        return this;
    }

    /** The same where it is more. */
    public Report atMost(String row, String column, double most) {
        double value = value(row, column);
        if (!(value <= most)) {
            regressions.add(row + ": " + shown(value) + " " + column + ", and not at most " + most);
        }
        return this;
    }

    private double value(String row, String column) {
        return rows.getOrDefault(row, Map.of()).getOrDefault(column, Double.NaN);
    }

    /** What is clearly slower than it was; none where all is well. */
    public List<String> regressions() {
        return List.copyOf(regressions);
    }

    /** The table, an empty line, the document. */
    public void print(PrintStream out) {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        out.printf("%-" + width + "s", "");
        columns.forEach(column -> out.printf("  %12s", column));
        out.println();
        rows.forEach((name, figures) -> {
            out.printf("%-" + width + "s", name);
            columns.forEach(
                    column -> out.printf("  %12s", figures.containsKey(column) ? shown(figures.get(column)) : ""));
            out.println();
        });
        out.println();
        out.println(Json.text(json()));
    }

    private JsonNode json() {
        var all = document.deepCopy();
        var list = all.putArray("rows");
        rows.forEach((name, figures) -> {
            var row = list.addObject().put("name", name);
            figures.forEach((column, value) -> row.put(column, rounded(value)));
        });
        return all;
    }

    private static String shown(double value) {
        return Math.abs(value) >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(rounded(value));
    }

    private static double rounded(double value) {
        return Math.abs(value) >= 100 ? Math.rint(value) : Math.rint(value * 1000) / 1000;
    }
}
