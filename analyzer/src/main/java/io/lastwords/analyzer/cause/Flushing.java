package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.OutputRuntime;
import java.util.List;

/** The knob that makes a program's output come out in time, for each runtime. */
final class Flushing {
    private Flushing() {}

    static List<String> of(Facts facts, Deployment deployment, OutputRuntime.Kind kind) {
        String terminal =
                deployment.edit("or tty: true", "or -t") + "   # any program writes line by line to a terminal";
        return switch (kind) {
            case PYTHON ->
                List.of(
                        deployment.edit("under environment, set PYTHONUNBUFFERED=1", "-e PYTHONUNBUFFERED=1"),
                        deployment.up());
            case STDIO ->
                List.of(
                        stdbuf(facts, deployment),
                        terminal,
                        "in the program: setvbuf(stdout, NULL, _IOLBF, 0) at the "
                                + "start of main, or fflush(stdout) before _exit or abort");
            case RUST_BUFWRITER ->
                List.of(
                        "in the program: flush the BufWriter before process::exit (out.flush()?), or return from main "
                                + "instead (ExitCode), which drops and flushes it",
                        "or write what must be seen with eprintln!, which no buffer keeps back",
                        terminal);
            case RUST ->
                List.of(
                        "in the program: std::io::stdout().flush() after print! without a newline, and before process::exit",
                        terminal);
            case JAVA ->
                List.of(
                        "in the program: System.out.flush() before System.exit, or new PrintStream(out, true)",
                        terminal);
            case NODE ->
                List.of(
                        "in the program: set process.exitCode and return, instead of process.exit(), which cuts what is "
                                + "not yet written",
                        terminal);
            case RUBY -> List.of("in the program: $stdout.sync = true at the start", terminal);
            case PERL -> List.of("in the program: $| = 1 at the start", terminal);
            case PHP -> List.of("in the program: ob_implicit_flush() and no output_buffering", terminal);
            case GO ->
                List.of("in the program: Flush() the bufio.Writer before os.Exit, which runs no defer", terminal);
            case SHELL, OTHER ->
                List.of(
                        stdbuf(facts, deployment),
                        terminal,
                        "in the program: flush stdout before it exits (fflush, BufWriter::flush), or setvbuf(stdout, 0, "
                                + "_IOLBF, 0)");
        };
    }

    private static String stdbuf(Facts facts, Deployment deployment) {
        boolean fixed = Program.own(facts)
                .flatMap(Program::elf)
                .filter(elf -> elf.interpreter() == null)
                .isPresent();
        String command = facts.commandLine();
        return fixed
                ? "link it dynamically, or see below: stdbuf cannot reach into a static program"
                : deployment.edit("command: stdbuf -oL " + command, "stdbuf -oL " + command) + "   # C programs";
    }
}
