package io.lastwords.analyzer.cause;

import io.lastwords.model.journal.ContainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a container really runs, once those that only run something else are left out: inits, user switchers,
 * {@code env}, {@code exec}, an entrypoint script that is handed a command, a shell with {@code -c} and one plain
 * command.
 *
 * @param program its name without the folder
 * @param entrypoint whether an entrypoint script stands in front, which may do anything
 */
record Invocation(String program, List<String> args, boolean entrypoint) {
    private static final Set<String> INITS = Set.of("tini", "tini-static", "dumb-init", "docker-init", "catatonit");
    private static final Set<String> SWITCHERS = Set.of("gosu", "su-exec", "chroot", "setuidgid");
    static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh", "fish");

    static Invocation of(ContainerSettings settings) {
        var words = new ArrayList<String>();
        words.add(settings.path());
        words.addAll(settings.args());
        return of(words, false);
    }

    /** The command as one text, for a look at its words. */
    String line() {
        return (program + " " + String.join(" ", args)).strip();
    }

    private static Invocation of(List<String> words, boolean entrypoint) {
        String program = Figures.base(words.getFirst());
        List<String> rest = words.subList(1, words.size());
        if (INITS.contains(program)) {
            int next = afterOptions(rest);
            if (next < rest.size()) {
                return of(rest.subList(next, rest.size()), entrypoint);
            }
        } else if (SWITCHERS.contains(program) && rest.size() >= 2) {
            return of(rest.subList(1, rest.size()), entrypoint);
        } else if (program.equals("env") || program.equals("exec") || program.equals("nice")) {
            int next = 0;
            while (next < rest.size()
                    && (rest.get(next).contains("=") || rest.get(next).startsWith("-"))) {
                next++;
            }
            if (next < rest.size()) {
                return of(rest.subList(next, rest.size()), entrypoint);
            }
        } else if (program.equals("busybox") && !rest.isEmpty()) {
            return of(rest, entrypoint);
        } else if (program.contains("entrypoint") && !rest.isEmpty()) {
            return of(rest, true);
        } else if (SHELLS.contains(program)
                && rest.size() == 2
                && rest.getFirst().matches("-[lex]*c")
                && rest.get(1).strip().matches("[\\w./:=@%+, -]+")) {
            return of(List.of(rest.get(1).strip().split("\\s+")), entrypoint);
        }
        return new Invocation(program, List.copyOf(rest), entrypoint);
    }

    private static int afterOptions(List<String> rest) {
        int next = 0;
        while (next < rest.size() && rest.get(next).startsWith("-")) {
            String option = rest.get(next);
            next++;
            if (option.equals("--")) {
                break;
            }
            if (option.equals("-p") || option.equals("-r") || option.equals("-e")) {
                next++;
            }
        }
        return next;
    }
}
