package io.lastwords.cli.settings;

import java.util.List;

/** The settings cannot be used; carries every problem, not just the first. */
public final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidSettingsException(List<Problem> problems) {
        super(problems.size() + " problems in the settings");
        this.problems = List.copyOf(problems);
    }

    /** In the order in which they were found: file, variables, options, then what is missing. */
    public List<Problem> problems() {
        return problems;
    }
}
