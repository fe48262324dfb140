package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ScriptFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands at the program's path cannot be run by anything: an empty file, a pointer, a web page. */
final class NotAProgram implements Cause {
    /** What an interpreter says that cannot read it. */
    private static final Pattern SYNTAX = Pattern.compile(
            "(?i)syntax ?error|unexpected (?:token|identifier|end)|null bytes|Non-UTF-8 code|Invalid or corrupt jarfile|unrecognized character");

    /** {@code !<arch>} */
    private static final String AR = "213c617263683e";

    /** What a shell says that reads it as a script. */
    private static final Pattern SHELL =
            Pattern.compile("[Ss]yntax error|: (?:not found|command not found)$|[Uu]nexpected");

    @Override
    public CauseName name() {
        return CauseName.NOT_A_PROGRAM;
    }

    @Override
    public String says() {
        return "What stands at the program's path is no program: empty, a Git LFS pointer, a web page, text without `#!`, or "
                + "a script with a byte order mark before it.";
    }

    @Override
    public String when() {
        return "the file's first bytes are those of no program (a byte order mark hides a script's `#!`), and the kernel refuses it (`exec format error`), or a "
                + "shell or an interpreter that reads it as a script ends at once";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        boolean format = Ends.says(facts, epilogue, Ends.FORMAT);
        for (Program program : Program.chain(facts)) {
            var copy = program.copy();
            var content = copy.map(FileCopy::content);
            if (content.isEmpty() || (!program.executed() && !misread(facts, epilogue, content.get()))) {
                continue;
            }
            String what = format && content.get() == FileCopy.Content.OTHER
                    ? copy.get().firstBytes().startsWith(AR)
                            ? "an archive of compiled code (ar), as a build leaves it of a library or of a package that is not main"
                            : "of no format that the kernel can run"
                    : what(content.get(), copy.get(), program);
            double confidence = what.isEmpty() ? 0 : confidence(facts, epilogue, content.get(), format);
            if (confidence > 0) {
                return Optional.of(opinion(facts, program, copy.get(), what, confidence));
            }
        }
        return format ? ruledOut(facts) : Optional.empty();
    }

    /** An interpreter was given what is no source of any language, and says that it cannot read it. */
    private static boolean misread(Facts facts, Epilogue epilogue, FileCopy.Content content) {
        return switch (content) {
            case EMPTY, LFS_POINTER, HTML, ZEROS, GZIP -> Ends.nonZero(facts) && epilogue.has(SYNTAX);
            case TEXT, ZIP, PE, MACH_O, ELF, SCRIPT, OTHER -> false;
        };
    }

    /** A script that the kernel can read is one thing that can be run, so nothing is said of it. */
    private static String what(FileCopy.Content content, FileCopy copy, Program program) {
        return switch (content) {
            case EMPTY -> "an empty file";
            case LFS_POINTER ->
                "a Git LFS pointer of " + Figures.bytes(copy.size()) + ", not the file that it points to";
            case HTML -> "a web page (HTML), as a failed download leaves it";
            case TEXT -> "text without a first line #!";
            case ZIP -> "an archive (zip, jar)";
            case GZIP -> "a compressed file (gzip)";
            case PE -> "a Windows program";
            case MACH_O -> "a macOS program";
            case ZEROS -> "a file of nothing but zeros";
            case SCRIPT ->
                program.script().filter(ScriptFacts::byteOrderMark).isPresent()
                        ? "a script with a byte order mark (EF BB BF) before its #!, which the kernel then does not see"
                        : "";
            case ELF, OTHER -> "";
        };
    }

    private static double confidence(Facts facts, Epilogue epilogue, FileCopy.Content content, boolean format) {
        if (format) {
            return 0.97;
        }
        boolean text = content == FileCopy.Content.TEXT || content == FileCopy.Content.SCRIPT;
        if (facts.unrun()) {
            return text ? 0.6 : 0.9;
        }
        RunFacts run = facts.lastRun().orElse(null);
        if (facts.failedStart() != null || run == null) {
            return 0; // nothing was refused: it runs, whatever was found at its path
        }
        if (run.exitCode() == 0) {
            // a shell takes an empty file for a script that does nothing
            return content == FileCopy.Content.EMPTY && OwnWords.of(facts).mute() ? 0.9 : 0;
        }
        if (text) {
            return 0; // through a shell it is a script like any other
        }
        return epilogue.has(SHELL) || run.exitCode() == 126 || run.exitCode() == 127 || run.exitCode() == 2
                ? 0.93
                : 0.75;
    }

    private static Verdict opinion(Facts facts, Program program, FileCopy copy, String what, double confidence) {
        var deployment = new Deployment(facts.settings());
        String path = program.path();
        var evidence = new ArrayList<String>();
        evidence.add(path + " has " + Figures.bytes(copy.size())
                + (copy.firstBytes().isEmpty() ? "" : ", its first bytes are " + start(copy.firstBytes())));
        evidence.add(Ends.words(facts));
        program.image()
                .filter(image -> program.file().coveredBy() != null && image.size() != copy.size())
                .ifPresent(image -> evidence.add("below the mount of "
                        + program.file().coveredBy() + " the image's own has " + Figures.file(image)));
        var fix = new ArrayList<>(fix(copy, path));
        fix.add(deployment.rebuild());
        return new Verdict.Likely(
                confidence, deployment.subject() + " cannot run " + path + ": it is " + what + ".", evidence, fix);
    }

    private static List<String> fix(FileCopy copy, String path) {
        FileCopy.Content content = copy.content() == null ? FileCopy.Content.OTHER : copy.content();
        return switch (content) {
            case LFS_POINTER -> List.of("git lfs install && git lfs pull   # before docker build");
            case HTML -> List.of("curl -fL -o " + path + " URL   # -f: an error page fails the build");
            case TEXT ->
                List.of("begin " + path + " with a line #!" + interpreter(path).first() + ", or run it by name: "
                        + interpreter(path).byName() + " " + path);
            case ZIP -> List.of("a jar is run by: java -jar " + path);
            case GZIP -> List.of("in the Dockerfile: RUN gunzip or tar -xzf, and run what is in it");
            case PE, MACH_O ->
                List.of("build it for Linux: GOOS=linux, --target x86_64-unknown-linux-gnu, or in the Dockerfile");
            case SCRIPT ->
                List.of("sed -i '1s/^\\xEF\\xBB\\xBF//' " + Figures.base(path)
                        + "   # in the project, or save it as UTF-8 without a byte order mark");
            case EMPTY, ZEROS, ELF, OTHER ->
                List.of("look at the step of the Dockerfile that makes " + path
                        + " (COPY, a download, a build): add RUN test -s " + path + " after it");
        };
    }

    private record Reader(String first, String byName) {}

    /** Who is to read it, by its name's ending. */
    private static Reader interpreter(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "py" -> new Reader("/usr/bin/env python3", "python3");
            case "js", "mjs", "cjs" -> new Reader("/usr/bin/env node", "node");
            case "rb" -> new Reader("/usr/bin/env ruby", "ruby");
            case "pl" -> new Reader("/usr/bin/env perl", "perl");
            case "php" -> new Reader("/usr/bin/env php", "php");
            case "bash" -> new Reader("/bin/bash", "bash");
            default -> new Reader("/bin/sh", "sh");
        };
    }

    /** As text where it is text, else in hexadecimal. */
    private static String start(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        String text = new String(bytes, StandardCharsets.US_ASCII);
        boolean readable = text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t');
        return readable ? Quote.of(text.lines().findFirst().orElse("")) : hex.substring(0, Math.min(16, hex.length()));
    }

    private static Optional<Verdict> ruledOut(Facts facts) {
        return Program.own(facts)
                .filter(program -> program.elf().isPresent())
                .map(program -> new Verdict.RuledOut(program.path() + " is an ELF program"));
    }
}
