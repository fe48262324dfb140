package io.lastwords.analyzer.cause;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the kernel allows only those who have a capability, by the words of its refusal. The names are those that {@code
 * --cap-add} takes; which of them root has in a container that was given no others is Docker's documented default.
 */
enum Capability {
    CHOWN(true, "\\b[lf]?chown(?:at)?\\b|changing ownership"),
    SETGID(true, "\\bset(?:res|e)?gid\\b|\\b(?:set ?|init)groups\\b|\\bset group id\\b"),
    SETUID(true, "\\bset(?:res|e)?uid\\b|\\bset user id\\b|failed switching to"),
    SYS_CHROOT(true, "\\bchroot\\b"),
    MKNOD(true, "\\bmknod\\b"),
    NET_RAW(true, "\\bping: |SOCK_RAW|raw socket"),
    NET_ADMIN(false, "\\bip6?tables\\b|\\bnft\\b|\\bRTNETLINK\\b"),
    SYS_ADMIN(false, "(?:^|\\s)u?mount: |\\bu?mount\\(|\\bunshare\\b|\\bsetns\\b|\\bpivot_root\\b"),
    SYS_PTRACE(false, "\\bptrace\\b"),
    IPC_LOCK(false, "\\bmlock(?:all)?\\b"),
    SYS_NICE(false, "\\bsetpriority\\b|\\bsched_set\\w+"),
    SYS_TIME(false, "\\bsettimeofday\\b|\\bclock_settime\\b|\\badjtimex?\\b");

    /** The refusal that a lack of a capability brings; a file's mode brings another. */
    private static final Pattern NOT_PERMITTED =
            Pattern.compile("\\bEPERM\\b|not permitted|must be root|are you root", Pattern.CASE_INSENSITIVE);

    private final boolean usual;
    private final Pattern words;

    Capability(boolean usual, String words) {
        this.usual = usual;
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** Whether a refusal is one of what is tried, and not of whom a file belongs to. */
    static boolean isNotPermitted(String line) {
        return NOT_PERMITTED.matcher(line).find();
    }

    /** The one that a line with a refusal speaks of. */
    static Optional<Capability> of(String line) {
        boolean notPermitted = isNotPermitted(line);
        return Arrays.stream(values())
                .filter(one ->
                        (notPermitted || !one.usual) && one.words.matcher(line).find())
                .findFirst();
    }

    /** Whether root has it in a container unless it is taken away. */
    boolean usual() {
        return usual;
    }
}
