package io.lastwords.collector.examine.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that only run another one, and where in their words that begins. */
final class Wrappers {
    /**
     * How a wrapper's words are read: options that take a word of their own, and how many words stand between the
     * options and the program.
     */
    private record Form(Set<String> valued, int words) {}

    private static final Form PLAIN = new Form(Set.of(), 0);
    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("tini", new Form(Set.of("-p", "-e"), 0)),
            Map.entry("tini-static", new Form(Set.of("-p", "-e"), 0)),
            Map.entry("docker-init", new Form(Set.of("-p", "-e"), 0)),
            Map.entry("catatonit", PLAIN),
            Map.entry("dumb-init", new Form(Set.of("-r", "--rewrite"), 0)),
            Map.entry("gosu", new Form(Set.of(), 1)),
            Map.entry("su-exec", new Form(Set.of(), 1)),
            Map.entry("setuidgid", new Form(Set.of(), 1)),
            Map.entry("s6-setuidgid", new Form(Set.of(), 1)),
            Map.entry("chroot", new Form(Set.of(), 1)),
            Map.entry("taskset", new Form(Set.of(), 1)),
            Map.entry("timeout", new Form(Set.of("-s", "-k", "--signal", "--kill-after"), 1)),
            Map.entry("nice", new Form(Set.of("-n", "--adjustment"), 0)),
            Map.entry("ionice", new Form(Set.of("-c", "-n", "--class", "--classdata"), 0)),
            Map.entry("stdbuf", new Form(Set.of("-i", "-o", "-e"), 0)),
            Map.entry("nohup", PLAIN),
            Map.entry("setsid", PLAIN),
            Map.entry("unbuffer", PLAIN),
            Map.entry("exec", new Form(Set.of("-a"), 0)),
            Map.entry("sudo", new Form(Set.of("-u", "-g", "--user", "--group"), 0)),
            Map.entry("runuser", new Form(Set.of("-u", "-g"), 0)),
            Map.entry(
                    "setpriv",
                    new Form(
                            Set.of(
                                    "--reuid",
                                    "--regid",
                                    "--groups",
                                    "--inh-caps",
                                    "--ambient-caps",
                                    "--bounding-set",
                                    "--securebits",
                                    "--pdeathsig"),
                            0)),
            Map.entry("env", new Form(Set.of("-u", "--unset", "-C", "--chdir"), 0)));

    private Wrappers() {}

    /** The words that a wrapper runs; empty where this is none, or it was given nothing to run. */
    static Optional<List<String>> after(String name, List<String> words) {
        Form form = FORMS.get(name);
        if (form == null) {
            return Optional.empty();
        }
        int at = 1;
        boolean env = name.equals("env");
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                at++;
                break;
            }
            if (form.valued().contains(word)) {
                at += 2;
            } else if ((word.startsWith("-") && word.length() > 1) || (env && word.contains("="))) {
                at++;
            } else {
                break;
            }
        }
        at += form.words();
        return at < words.size() ? Optional.of(words.subList(at, words.size())) : Optional.empty();
    }

    static boolean known(String name) {
        return FORMS.containsKey(name);
    }
}
