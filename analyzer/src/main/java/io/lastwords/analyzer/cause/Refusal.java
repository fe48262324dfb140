package io.lastwords.analyzer.cause;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a program was refused, as the words of the refusal tell.
 *
 * @param path of the file or folder; empty where the words name none
 */
record Refusal(String quote, String path, Kind kind) {
    private static final Pattern SETTINGS = Pattern.compile("\\bsysctl: |/proc/sys/");

    /** Of those a container has its own. */
    private static final Pattern OWN_SETTINGS =
            Pattern.compile("\\bnet[./]|\\bkernel[./](?:shm|msg|sem)|\\bfs[./]mqueue[./]");

    /** What the engine gives nobody to write, whoever it is. */
    private static final Pattern CONTROL_GROUPS = Pattern.compile("cgroup|control group");

    private static final Pattern READ_ONLY =
            Pattern.compile("EROFS|Read-only file system|ReadOnlyFilesystem", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("[`'\"‘(\\s:](/(?!/|\\d{1,3}\\.\\d)[\\w./@+-]{2,})");
    private static final Pattern BINDING = Pattern.compile("\\b(?:bind|listen)", Pattern.CASE_INSENSITIVE);

    /** An address whose port is below 1024. */
    private static final Pattern LOW_PORT =
            Pattern.compile("(?:(?:\\d{1,3}\\.){3}\\d{1,3}|]|\\*|::|\\s):(?:\\d{1,3}|10[01]\\d|102[0-3])\\b");

    /** Kept by the kernel or the host, not by an image: no Dockerfile can give them to anybody. */
    private static final Pattern NO_FILE = Pattern.compile("^/(?:proc|sys)/|^/dev/(?:shm|std\\w+|fd|pts)\\b");

    /** The words of the refusal may stand at a trace's end, and what was tried in its frames. */
    private static final Pattern BINDS = Pattern.compile("\\b(?:server_)?bind\\(|in server_bind$|\\.listen\\(");

    /** What only a file's owner may do, with the words of what only a capability allows. */
    private static final Pattern OWNERS = Pattern.compile("\\bl?f?chmod|\\butime|\\bpermissions of|\\btimes of");

    /** What it was to do. */
    enum Kind {
        /** Set what the kernel lets nobody set from inside. */
        SETTING,
        /** Write where nobody may. */
        READ_ONLY,
        /** Do what takes a capability. */
        CAPABILITY,
        /** Listen on an address with a low port. */
        PORT,
        /** Listen on something. */
        LISTEN,
        /** Use a device that it was not given. */
        DEVICE,
        /** Something that no file's mode is about. */
        OPERATION,
        /** Use a file or folder. */
        FILE,
        UNKNOWN
    }

    static Refusal of(String quote, Epilogue words) {
        String path = path(quote);
        return new Refusal(quote, path, kind(quote, path, words.error() && words.has(BINDS)));
    }

    private static Kind kind(String quote, String path, boolean binds) {
        boolean notPermitted = Capability.isNotPermitted(quote);
        if (SETTINGS.matcher(quote).find()) {
            return Kind.SETTING;
        }
        if (CONTROL_GROUPS.matcher(quote).find()) {
            return Kind.OPERATION;
        }
        if (READ_ONLY.matcher(quote).find()) {
            return Kind.READ_ONLY;
        }
        if (Capability.of(quote).isPresent()) {
            return Kind.CAPABILITY;
        }
        if (path.isEmpty() && !notPermitted && (binds || BINDING.matcher(quote).find())) {
            return LOW_PORT.matcher(quote).find() ? Kind.PORT : Kind.LISTEN;
        }
        boolean file = !NO_FILE.matcher(path).find();
        if (file && path.startsWith("/dev/")) {
            return Kind.DEVICE;
        }
        if (!file || (notPermitted && !OWNERS.matcher(quote).find())) {
            return Kind.OPERATION;
        }
        return path.isEmpty() ? Kind.UNKNOWN : Kind.FILE;
    }

    /** Whether the setting is one of those that each container has for itself. */
    boolean ownSetting() {
        return OWN_SETTINGS.matcher(quote).find();
    }

    Optional<Capability> capability() {
        return kind == Kind.CAPABILITY ? Capability.of(quote) : Optional.empty();
    }

    /** "may not use /data: permission denied". */
    String words() {
        String what = switch (kind) {
            case SETTING -> "change a setting of the kernel";
            case PORT -> "listen on its port";
            case LISTEN -> "listen";
            case READ_ONLY, CAPABILITY, DEVICE, OPERATION, FILE, UNKNOWN ->
                path.isEmpty() ? "do what it tried" : "use " + path;
        };
        String why = READ_ONLY.matcher(quote).find()
                ? "it is read-only"
                : quote.contains("not permitted") || quote.contains("EPERM")
                        ? "operation not permitted"
                        : "permission denied";
        return "may not " + what + ": " + why;
    }

    private static String path(String line) {
        var found = PATH.matcher(line);
        return found.find() ? found.group(1) : "";
    }
}
