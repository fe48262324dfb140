package io.lastwords.collector.examine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command line of a shell, taken apart by its quotes. It knows words, quotes, variables, {@code "$@"}, redirections
 * and what separates commands; where there is more to it (substitutions, subshells, arithmetic), it says that it does
 * not know.
 *
 * @param words of the last command, variables replaced
 * @param exec whether the last command is handed over to with {@code exec}
 * @param open why the words are not certain; null where they are
 */
public record ShellLine(
        List<String> words, boolean exec, @Nullable String open) {
    private static final int MAX_WORDS = 256;
    private static final int MAX_LENGTH = 8_192;

    /**
     * Takes the last of the commands in a text.
     *
     * @param arguments what {@code "$@"} stands for
     * @param variables a variable's value; null where it is not known
     */
    public static ShellLine of(String text, List<String> arguments, Function<String, @Nullable String> variables) {
        return new Splitter(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text, arguments, variables)
                .split();
    }

    /** The program, where there is a command at all. */
    public Optional<String> program() {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.getFirst());
    }

    /** Goes through one text once. */
    private static final class Splitter {
        private final String text;
        private final List<String> arguments;
        private final Function<String, @Nullable String> variables;
        private List<String> words = new ArrayList<>();
        private List<String> last = List.of();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean quoted;
        private boolean skip;
        private @Nullable String open;
        private @Nullable String lastOpen;
        private int at;

        Splitter(String text, List<String> arguments, Function<String, @Nullable String> variables) {
            this.text = text;
            this.arguments = arguments;
            this.variables = variables;
        }

        ShellLine split() {
            while (at < text.length()) {
                step(text.charAt(at++));
            }
            endCommand();
            var command = new ArrayList<>(last);
            boolean exec = !command.isEmpty() && command.getFirst().equals("exec");
            if (exec) {
                command.removeFirst();
                while (!command.isEmpty() && command.getFirst().matches("-[cl]+|-a")) {
                    boolean name = command.removeFirst().equals("-a");
                    if (name && !command.isEmpty()) {
                        command.removeFirst();
                    }
                }
            }
            return new ShellLine(List.copyOf(command), exec, lastOpen);
        }

        private void step(char c) {
            switch (c) {
                case '\'' -> single();
                case '"' -> doubled();
                case '\\' -> {
                    if (at < text.length() && text.charAt(at) != '\n') {
                        add(text.charAt(at));
                    }
                    at++;
                }
                case '$' -> dollar(false);
                case '`' -> unsure("a command substitution");
                case ' ', '\t', '\r' -> endWord();
                case '\n', ';' -> endCommand();
                case '&' -> {
                    if (at < text.length() && text.charAt(at) == '>') {
                        endWord();
                        redirect();
                    } else {
                        endCommand();
                    }
                }
                case '|' -> {
                    boolean or = at < text.length() && text.charAt(at) == '|';
                    endCommand();
                    if (!or) {
                        open = "a pipe";
                    }
                }
                case '>', '<' -> {
                    if (word.toString().matches("\\d?")) {
                        word.setLength(0);
                        inWord = false;
                    } else {
                        endWord();
                    }
                    redirect();
                }
                case '(', ')', '{', '}' -> {
                    if (!inWord) {
                        unsure("a subshell or block");
                    } else {
                        add(c);
                    }
                }
                case '#' -> {
                    if (inWord) {
                        add(c);
                    } else {
                        while (at < text.length() && text.charAt(at) != '\n') {
                            at++;
                        }
                    }
                }
                default -> add(c);
            }
        }

        /** The word that follows is a file's name, or a descriptor's. */
        private void redirect() {
            while (at < text.length() && "<>&".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            skip = true;
        }

        private void single() {
            inWord = true;
            quoted = true;
            int end = text.indexOf('\'', at);
            if (end < 0) {
                unsure("a quote that does not end");
                end = text.length();
            }
            word.append(text, at, end);
            at = end + 1;
        }

        private void doubled() {
            inWord = true;
            quoted = true;
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                if (c == '$') {
                    dollar(true);
                } else if (c == '`') {
                    unsure("a command substitution");
                } else if (c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
                    word.append(text.charAt(at++));
                } else {
                    word.append(c);
                }
            }
            if (at >= text.length()) {
                unsure("a quote that does not end");
            }
            at++;
        }

        private void dollar(boolean inQuotes) {
            if (at >= text.length()) {
                add('$');
                return;
            }
            char c = text.charAt(at);
            if (c == '@' || c == '*') {
                at++;
                all(inQuotes);
            } else if (c == '(') {
                unsure("a command substitution");
            } else if (c == '{') {
                int end = text.indexOf('}', at);
                String name = end < 0 ? "" : text.substring(at + 1, end);
                at = end < 0 ? text.length() : end + 1;
                if (name.equals("@") || name.equals("*")) {
                    all(inQuotes);
                } else {
                    braced(name);
                }
            } else if (Character.isDigit(c)) {
                at++;
                int index = c - '0';
                value(
                        index > 0 && index <= arguments.size() ? arguments.get(index - 1) : index == 0 ? null : "",
                        "$" + c);
            } else if (Character.isLetter(c) || c == '_') {
                int end = at;
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                String name = text.substring(at, end);
                at = end;
                value(variables.apply(name), "$" + name);
            } else {
                at++;
                unsure("$" + c);
            }
        }

        /** {@code ${NAME}} and {@code ${NAME:-otherwise}}; no more. */
        private void braced(String expression) {
            int colon = expression.indexOf(":-");
            String name = colon < 0 ? expression : expression.substring(0, colon);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                unsure("${" + expression + "}");
                return;
            }
            String value = variables.apply(name);
            if (colon >= 0 && (value == null || value.isEmpty())) {
                value = expression.substring(colon + 2);
                if (value.contains("$")) {
                    unsure("${" + expression + "}");
                }
            }
            value(value, "$" + name);
        }

        private void value(@Nullable String value, String name) {
            if (value == null) {
                unsure(name);
                return;
            }
            inWord |= !value.isEmpty();
            word.append(value);
        }

        private void all(boolean inQuotes) {
            for (int i = 0; i < arguments.size(); i++) {
                if (i > 0) {
                    endWord();
                }
                word.append(arguments.get(i));
                inWord = true;
                quoted |= inQuotes;
            }
            if (arguments.isEmpty() && inQuotes && word.isEmpty()) {
                inWord = false;
                quoted = false;
            }
        }

        private void unsure(String what) {
            if (open == null) {
                open = what;
            }
            inWord = true;
        }

        private void add(char c) {
            inWord = true;
            word.append(c);
        }

        private void endWord() {
            if (inWord) {
                boolean assignment =
                        words.isEmpty() && !quoted && word.toString().matches("[A-Za-z_][A-Za-z0-9_]*=.*");
                if (skip) {
                    skip = false;
                } else if (!assignment && words.size() < MAX_WORDS && (quoted || !word.isEmpty())) {
                    words.add(word.toString());
                }
            }
            word.setLength(0);
            inWord = false;
            quoted = false;
        }

        private void endCommand() {
            endWord();
            skip = false;
            if (!words.isEmpty() || open != null) {
                last = words;
                lastOpen = open;
            }
            words = new ArrayList<>();
            open = null;
        }
    }
}
