package io.lastwords.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** How large the terminal is now: people pull at its corners. */
public record Window(int columns, int rows) {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");

    /** Asks the terminal that this process belongs to; empty where it has none, or nobody can be asked. */
    public static Optional<Window> ask() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var answer = stty.getInputStream()) {
                return parse(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty(); // no terminal, or no stty: then it stays as large as it was at the start
        }
    }

    /** What stty says: rows and columns. */
    static Optional<Window> parse(String size) {
        var matcher = SIZE.matcher(size);
        return matcher.matches()
                ? Optional.of(new Window(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }
}
