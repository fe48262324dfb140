package io.lastwords.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this one's classes and the options of {@code ./lastwords}. */
public final class Jvm {
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx128m", "--enable-native-access=ALL-UNNAMED");

    private Jvm() {}

    /** The command that runs a main class. */
    public static List<String> command(String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
