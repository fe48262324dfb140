package io.lastwords.e2e.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Compiles the small programs that live, or fail to live, in the containers. A line {@code // gcc: OPTIONS} or {@code //
 * rustc: OPTIONS} in a source gives more options; {@code libNAME.c} becomes a shared library.
 */
final class Programs {
    private Programs() {}

    /** Compiles the sources of a folder beside themselves, libraries first; a program has its name without the ending. */
    static void compile(Path folder) throws IOException {
        List<Path> sources;
        try (var list = Files.list(folder)) {
            sources = list.sorted(Comparator.comparing((Path path) -> !library(name(path)))
                            .thenComparing(Programs::name))
                    .toList();
        }
        for (var source : sources) {
            compile(folder, name(source));
        }
    }

    private static void compile(Path folder, String source) throws IOException {
        var program = source.replaceFirst("\\.[a-z]+$", "");
        if (source.endsWith(".rs")) {
            run(folder, source, "rustc", "-O", "--edition", "2021", "-o", program, source);
        } else if (library(source)) {
            run(folder, source, "gcc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", program + ".so", source);
        } else if (source.endsWith(".c")) {
            run(folder, source, "gcc", "-O1", "-Wall", "-Werror", "-o", program, source);
        } else if (source.endsWith(".java")) {
            java(folder, folder.resolve(source));
        } else {
            return;
        }
        if (Files.exists(folder.resolve(program))) {
            Command.run(List.of("chmod", "755", folder.resolve(program).toString()))
                    .orFail();
        }
    }

    private static void java(Path folder, Path source) throws IOException {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "21", "-d", folder.toString(), source.toString());
        if (status != 0) {
            throw new IOException("cannot compile " + source);
        }
    }

    private static void run(Path folder, String source, String compiler, String... options) throws IOException {
        if (!Docker.installed(compiler)) {
            throw new IllegalStateException("the containers of these tests need " + compiler + " to be built");
        }
        var command = new ArrayList<>(List.of(compiler));
        command.addAll(List.of(options));
        try (var lines = Files.lines(folder.resolve(source))) {
            var prefix = "// " + compiler + ": ";
            lines.filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip().split(" "))
                    .forEach(more -> command.addAll(List.of(more)));
        }
        Command.run(new ProcessBuilder(command).directory(folder.toFile())).orFail();
    }

    private static boolean library(String source) {
        return source.startsWith("lib") && source.endsWith(".c");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
