package io.lastwords.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the classes of {@code ./lastwords}, and this one's. */
public final class Jvm {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx112m",
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=12000",
            "-XX:Tier4CompileThreshold=300000",
            "-XX:Tier4BackEdgeThreshold=800000",
            "--enable-native-access=ALL-UNNAMED");

    private Jvm() {}

    /** The command that runs a main class as the JVM does by itself, as Kafka is run elsewhere. */
    static List<String> ordinary(String mainClass, String... arguments) {
        var command = new ArrayList<>(List.of(java(), "-Xmx512m", "-cp", classes(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command that runs a main class as {@code ./lastwords} does. */
    public static List<String> command(String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        String cache = System.getProperty("lastwords.cache", "");
        if (!cache.isEmpty()) {
            command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + cache));
        }
        command.addAll(List.of("-cp", classes(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A cache fits only where its own classes come first, in the same order. */
    private static String classes() {
        Path built = Path.of(System.getProperty("lastwords.root"), "cli", "target");
        return String.join(
                File.pathSeparator,
                built.resolve("lastwords-cli-0.1.0.jar").toString(),
                built.resolve("lib").resolve("*").toString(),
                System.getProperty("java.class.path"));
    }
}
