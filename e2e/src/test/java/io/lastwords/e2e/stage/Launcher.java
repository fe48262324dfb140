package io.lastwords.e2e.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./lastwords}, just as a person starts it, with the tests' own JDK and no settings of the machine's. */
public final class Launcher {
    private Launcher() {}

    /** Where it is: at the root of the repository. */
    public static Path path() {
        return Path.of("..", "lastwords").toAbsolutePath().normalize();
    }

    /** A command of it, to be started. */
    public static ProcessBuilder command(List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(path().toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTWORDS_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }
}
