package io.lastwords.collector.examine.program;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shells and interpreters, and which of their words is the file that they run. */
final class Interpreters {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh", "mksh");

    private Interpreters() {}

    static boolean shell(String name) {
        return SHELLS.contains(name);
    }

    static boolean interpreter(String name) {
        return name.matches("(?:python|pypy|node|nodejs|ruby|perl|php|java|lua|Rscript|deno|bun)[\\d.]*");
    }

    /** The command line after {@code -c}. */
    static Optional<Integer> commandText(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.matches("-[a-zA-Z]*c[a-zA-Z]*")) {
                return i + 1 < words.size() ? Optional.of(i + 1) : Optional.empty();
            }
            if (!word.startsWith("-") && !word.startsWith("+")) {
                return Optional.empty();
            }
            if (word.equals("-o") || word.equals("+o") || word.equals("-O")) {
                i++;
            }
        }
        return Optional.empty();
    }

    /** Which word is the file that is run; empty where there is none: a module, a text, nothing. */
    static Optional<Integer> file(String name, List<String> words) {
        boolean java = name.startsWith("java");
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (java && word.equals("-jar")) {
                return i + 1 < words.size() ? Optional.of(i + 1) : Optional.empty();
            }
            if (!java && word.matches("-m|-c|-e|-p|-r|--eval|--print|--module") && !nodeRequire(name, word)) {
                return Optional.empty();
            }
            if (takesWord(name, word)) {
                i++;
            } else if (!word.startsWith("-")) {
                boolean command = (name.equals("deno") || name.equals("bun")) && word.equals("run");
                if (!command) {
                    return java ? Optional.empty() : Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean nodeRequire(String name, String word) {
        return name.startsWith("node") && word.equals("-r");
    }

    private static boolean takesWord(String name, String word) {
        return (name.startsWith("python") && (word.equals("-W") || word.equals("-X")))
                || (name.startsWith("node")
                        && (word.equals("-r") || word.equals("--require") || word.equals("--import")))
                || (name.startsWith("ruby") && (word.equals("-I") || word.equals("-C")))
                || (name.startsWith("perl") && word.equals("-I"))
                || (name.startsWith("php") && (word.equals("-d") || word.equals("-c")))
                || (name.startsWith("java") && (word.equals("-cp") || word.equals("-classpath")))
                || (shell(name) && (word.equals("-o") || word.equals("+o")));
    }

    /** The interpreter's own options: those before the file. */
    static List<String> flags(String name, List<String> words) {
        int end = file(name, words).orElse(words.size());
        return words.subList(1, Math.max(1, end)).stream()
                .filter(word -> word.startsWith("-"))
                .limit(16)
                .toList();
    }
}
