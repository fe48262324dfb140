package io.lastwords.analyzer.cause;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the kernel allows only those who have a capability, by the words of its refusal. Which of them root has in a
 * container that was given no others is Docker's documented default.
 */
enum Capability {
    CHOWN(true, "CHOWN", "\\b[lf]?chown(?:at)?\\b|changing ownership"),
    /** To become another user takes both, whatever failed first. */
    SWITCHING_USER(
            true,
            "SETUID, SETGID",
            "\\bset(?:res?|e)?[ug]id\\b|\\b(?:set ?|init)groups\\b|\\bset (?:group|user) id\\b|failed switching to"),
    SYS_CHROOT(true, "SYS_CHROOT", "\\bchroot\\b"),
    MKNOD(true, "MKNOD", "\\bmknod\\b"),
    NET_RAW(true, "NET_RAW", "^ping: |SOCK_RAW|raw socket"),
    NET_ADMIN(false, "NET_ADMIN", "\\bip6?tables[\\w-]*[: ]|\\bRTNETLINK\\b"),
    /** Docker's AppArmor profile forbids it too. */
    MOUNTING(false, "SYS_ADMIN", "^(?:\\S+: )?u?mount: |\\bu?mount\\("),
    SYS_PTRACE(false, "SYS_PTRACE", "\\bptrace\\b"),
    IPC_LOCK(false, "IPC_LOCK", "\\bmlock(?:all)?\\b"),
    SYS_NICE(false, "SYS_NICE", "\\bsetpriority\\b|\\bsched_set\\w+"),
    SYS_TIME(false, "SYS_TIME", "\\bsettimeofday\\b|\\bclock_settime\\b|\\badjtimex?\\b");

    /** The refusal that a lack of a capability brings; a file's mode brings another. */
    private static final Pattern NOT_PERMITTED = Pattern.compile(
            "\\bEPERM\\b|not permitted|must be root|are you root|^u?mount: .{1,200}: permission denied",
            Pattern.CASE_INSENSITIVE);

    private final boolean usual;
    private final String names;
    private final Pattern words;

    Capability(boolean usual, String names, String words) {
        this.usual = usual;
        this.names = names;
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** Whether a refusal is of what is tried, and not of a file by its mode. */
    static boolean isNotPermitted(String line) {
        return NOT_PERMITTED.matcher(line).find();
    }

    /** The one that a line with a refusal speaks of. */
    static Optional<Capability> of(String line) {
        return isNotPermitted(line)
                ? Arrays.stream(values())
                        .filter(one -> one.words.matcher(line).find())
                        .findFirst()
                : Optional.empty();
    }

    /** Whether root has it in a container unless it is taken away. */
    boolean usual() {
        return usual;
    }

    /** As compose and {@code --cap-add} name it, with commas between them. */
    String names() {
        return names;
    }

    /** The options of {@code docker run} that give it. */
    String options() {
        return "--cap-add " + names.replace(", ", " --cap-add ")
                + (this == MOUNTING ? " --security-opt apparmor=unconfined" : "");
    }

    /** The same for a compose file. */
    String settings() {
        return "cap_add: [" + names + "]" + (this == MOUNTING ? ", security_opt: [apparmor:unconfined]" : "");
    }
}
