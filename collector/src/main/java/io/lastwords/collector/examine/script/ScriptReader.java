package io.lastwords.collector.examine.script;

import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.ScriptFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script read by its text. Never throws, whatever the bytes. It is no shell: it tells what the lines say, not what a
 * run of them does.
 */
public final class ScriptReader {
    /** How much of a script is looked at. */
    public static final int MOST = 256 << 10;

    private static final int KEPT = 8_192;
    private static final int LONG_LINE = 4_096;
    private static final Set<String> ENDS =
            Set.of("fi", "done", "esac", "}", "else", "then", "do", ";;", "{", "(", ")");
    private static final Pattern ARGUMENTS = Pattern.compile("\"\\$@\"|\\$@|\"\\$\\*\"|\\$\\*|\\$\\{@\\}");
    private static final Pattern EXEC = Pattern.compile("(?:^|[;&|{] *|\\b(?:then|else|do) +)exec +(?![0-9]*[<>])\\S");
    /** What tells or notes something and takes no time. */
    private static final Pattern TRIVIAL =
            Pattern.compile("(?:echo|printf|:|true|disown|date|exit)(?:[ \\t][^;&|]*)?|\\w+=\\S*");

    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*['\"\\\\]?([A-Za-z_][A-Za-z0-9_]*)");

    private final String text;
    private final boolean cut;
    private final boolean byteOrderMark;
    private final @Nullable String shebang;
    private final int crlfLines;
    private final int lines;
    private final boolean crlfFirst;
    private final String firstLine;
    /** Lines without comments and blanks, continued ones put together, here-documents left out. */
    private final List<String> meaningful = new ArrayList<>();

    /**
     * @param bytes the script, or its beginning
     * @param whole whether that is all of it
     */
    public ScriptReader(byte[] bytes, boolean whole) {
        byteOrderMark =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        byte[] read = bytes.length > MOST ? Arrays.copyOf(bytes, MOST) : bytes;
        String all = new String(read, StandardCharsets.UTF_8);
        text = byteOrderMark ? all.substring(1) : all;
        cut = !whole || bytes.length > MOST || text.length() > KEPT;
        String[] split = text.split("\n", -1);
        int last = split[split.length - 1].isEmpty() ? split.length - 1 : split.length;
        lines = last;
        int crlf = 0;
        for (int i = 0; i < Math.min(last, split.length - 1); i++) {
            crlf += split[i].endsWith("\r") ? 1 : 0;
        }
        crlfLines = crlf;
        crlfFirst = split.length > 1 && split[0].endsWith("\r");
        firstLine = shown(split[0]);
        shebang =
                text.startsWith("#!") ? split[0].substring(2).replace("\r", "").strip() : null;
        collect(split);
    }

    private void collect(String[] split) {
        var joined = new StringBuilder();
        String until = null;
        for (int i = 0; i < split.length; i++) {
            String line = split[i].strip();
            if (until != null) {
                until = line.equals(until) ? null : until;
                continue;
            }
            if (joined.isEmpty() && (line.isEmpty() || line.startsWith("#"))) {
                continue;
            }
            boolean continued = line.endsWith("\\") && joined.length() < LONG_LINE;
            joined.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                String whole = joined.length() > LONG_LINE ? joined.substring(0, LONG_LINE) : joined.toString();
                meaningful.add(whole);
                joined.setLength(0);
                var heredoc = HEREDOC.matcher(whole);
                until = heredoc.find() ? heredoc.group(1) : null;
            }
        }
        if (!joined.isEmpty()) {
            meaningful.add(joined.toString());
        }
    }

    /** The path in the shebang, empty where there is none; {@code env} where the script says so. */
    public Optional<String> interpreter() {
        return shebangWords().stream().findFirst();
    }

    /** What really interprets it: of {@code env} the program that it names. */
    public Optional<String> program() {
        List<String> words = shebangWords();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (!words.getFirst().endsWith("/env")) {
            return Optional.of(words.getFirst());
        }
        return words.stream()
                .skip(1)
                .filter(word -> !word.startsWith("-") && !word.contains("="))
                .findFirst();
    }

    private List<String> shebangWords() {
        if (shebang == null || shebang.isEmpty()) {
            return List.of();
        }
        return List.of(shebang.split("[ \t]+"));
    }

    /** The line with which it hands over, or its last one; empty where it has none. */
    public Optional<String> handOver() {
        String last = null;
        String passing = null;
        for (String line : meaningful) {
            if (EXEC.matcher(line).find()) {
                last = line;
                passing = ARGUMENTS.matcher(line).find() ? line : passing;
            }
        }
        return passing != null
                ? Optional.of(passing)
                : Optional.ofNullable(last).or(() -> Optional.ofNullable(lastLine()));
    }

    private @Nullable String lastLine() {
        for (int i = meaningful.size() - 1; i >= 0; i--) {
            if (!ENDS.contains(meaningful.get(i))) {
                return meaningful.get(i);
            }
        }
        return null;
    }

    /** The last command in the background, where no more than a word follows it. */
    private Optional<String> sentBehind() {
        for (int i = meaningful.size() - 1; i >= 0; i--) {
            String line = meaningful.get(i);
            if (line.endsWith("&") && !line.endsWith("&&")) {
                boolean last =
                        meaningful.subList(i + 1, meaningful.size()).stream().allMatch(ENDS::contains);
                boolean block = line.matches("(?:[)}]|done\\b|fi\\b).*");
                return last || block || Daemons.starts(line) ? Optional.empty() : Optional.of(line);
            }
            if (!ENDS.contains(line) && !TRIVIAL.matcher(line).matches()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * All of it as facts.
     *
     * @param existence whether the interpreter is there; null where it was not looked for
     */
    public ScriptFacts facts(Masker masker, @Nullable Existence existence) {
        List<String> words = shebangWords();
        String execLine = null;
        String passes = null;
        var daemons = new ArrayList<String>();
        boolean waits = false;
        for (String line : meaningful) {
            var exec = EXEC.matcher(line);
            execLine = exec.find() ? line : execLine;
            var arguments = ARGUMENTS.matcher(line);
            if (passes == null && commandUsesArguments(line) && arguments.find()) {
                passes = arguments.group();
            }
            waits |= line.equals("wait")
                    || line.startsWith("wait ")
                    || line.contains("; wait")
                    || line.contains("&& wait");
            if (daemons.size() < 8 && Daemons.starts(line)) {
                daemons.add(masker.mask(line));
            }
        }
        sentBehind().filter(line -> daemons.size() < 8).ifPresent(line -> daemons.add(masker.mask(line)));
        String last = lastLine();
        // masked before it is cut: half a secret is one too
        String shown = masker.mask(text.substring(0, Math.min(text.length(), 2 * KEPT)));
        return new ScriptFacts(
                masker.mask(firstLine),
                words.isEmpty() ? null : masker.mask(words.getFirst()),
                words.isEmpty() ? List.of() : masker.mask(words.subList(1, words.size())),
                existence,
                byteOrderMark,
                crlfFirst,
                crlfLines,
                lines,
                execLine != null,
                execLine == null ? null : masker.mask(execLine),
                passes,
                last == null ? null : masker.mask(last),
                last != null && last.endsWith("&") && !last.endsWith("&&"),
                waits,
                daemons,
                shown,
                cut);
    }

    /** Whether a line runs something with the arguments, and does not only look at them. */
    private static boolean commandUsesArguments(String line) {
        return !line.startsWith("for ")
                && !line.startsWith("case ")
                && !line.startsWith("if ")
                && !line.startsWith("[")
                && !line.startsWith("echo ")
                && !line.startsWith("set ")
                && !line.startsWith("while ");
    }

    private static String shown(String line) {
        String visible = line.replace("\r", "\\r");
        return visible.length() > LONG_LINE ? visible.substring(0, LONG_LINE) : visible;
    }
}
