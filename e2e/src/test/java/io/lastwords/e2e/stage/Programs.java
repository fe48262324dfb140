package io.lastwords.e2e.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles the small programs that live, or fail to live, in the containers. */
final class Programs {
    private Programs() {}

    /** Compiles a source file beside itself where it is one; the program has its name without the ending. */
    static void compile(Path source) throws IOException {
        var name = source.getFileName().toString();
        var program = source.resolveSibling(name.replaceFirst("\\.[a-z]+$", ""));
        if (name.endsWith(".rs")) {
            run("rustc", "-O", "--edition", "2021", "-o", program.toString(), source.toString());
        } else if (name.endsWith(".c")) {
            run("gcc", "-O1", "-Wall", "-Werror", "-o", program.toString(), source.toString());
        } else if (name.endsWith(".java")) {
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "--release",
                            "21",
                            "-d",
                            source.getParent().toString(),
                            source.toString());
            if (status != 0) {
                throw new IOException("cannot compile " + source);
            }
        }
        if (Files.exists(program)) {
            run("chmod", "755", program.toString());
        }
    }

    private static void run(String... command) {
        if (!Docker.installed(command[0])) {
            throw new IllegalStateException("the containers of these tests need " + command[0] + " to be built");
        }
        Command.run(List.of(command)).orFail();
    }
}
