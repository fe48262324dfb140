package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of a script for a test, found as simply as its text allows. */
final class Scripts {
    private Scripts() {}

    static ScriptFacts read(String text) {
        return read(text, Existence.FILE, List.of());
    }

    static ScriptFacts read(String written, Existence interpreter, List<String> daemons) {
        boolean marked = written.startsWith("\uFEFF");
        String text = marked ? written.substring(1) : written;
        List<String> lines = text.lines().toList();
        String first = lines.getFirst();
        boolean crlf = text.contains("\r\n");
        String exec = lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("exec "))
                .reduce((one, other) -> other)
                .orElse(null);
        String last = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.matches("fi|done|esac|}"))
                .reduce((one, other) -> other)
                .orElse(null);
        String[] shebang = first.startsWith("#!") ? first.substring(2).strip().split("\\s+") : new String[0];
        return new ScriptFacts(
                crlf ? first + "\\r" : first,
                shebang.length == 0 ? null : shebang[0],
                List.of(shebang).subList(Math.min(1, shebang.length), shebang.length),
                interpreter,
                marked,
                crlf,
                crlf ? lines.size() : 0,
                lines.size(),
                exec != null,
                exec,
                passes(text),
                last,
                last != null && last.endsWith("&"),
                lines.contains("wait"),
                daemons,
                text,
                false);
    }

    private static @Nullable String passes(String text) {
        return text.contains("\"$@\"") ? "\"$@\"" : null;
    }
}
