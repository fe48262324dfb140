package io.lastwords.collector.watch;

import java.util.List;
import java.util.Locale;

/** Signals by number, whichever way an engine writes them in a {@code kill} event. */
final class Signals {
    private static final List<String> NAMES = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /** Whether it asks a process to end: INT, QUIT, KILL, TERM. */
    static boolean ends(int signal) {
        return signal == 2 || signal == 3 || signal == 9 || signal == 15;
    }

    /** 0 where it is no signal that Linux knows. */
    static int number(String signal) {
        if (!signal.isEmpty() && signal.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(signal);
        }
        String name = signal.toUpperCase(Locale.ROOT);
        return Math.max(0, NAMES.indexOf(name.startsWith("SIG") ? name.substring(3) : name));
    }
}
