package io.lastwords.analyzer.cause;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a program was refused, as the words of the refusal tell.
 *
 * @param path of the file or folder; empty where the words name none
 */
record Refusal(String quote, String path, Kind kind) {
    private static final Pattern SETTINGS = Pattern.compile("\\bsysctl\\b|/proc/sys/");
    private static final Pattern READ_ONLY =
            Pattern.compile("EROFS|Read-only file system|ReadOnlyFilesystem", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("[`'\"‘(\\s:](/[\\w./@+-]{2,})");
    private static final Pattern BINDING = Pattern.compile("\\b(?:bind|listen)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(":\\d{1,5}\\b");

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
        /** Listen on an address with a port. */
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
        if (READ_ONLY.matcher(quote).find()) {
            return Kind.READ_ONLY;
        }
        if (Capability.of(quote).isPresent()) {
            return Kind.CAPABILITY;
        }
        if (path.isEmpty() && !notPermitted && (binds || BINDING.matcher(quote).find())) {
            return ADDRESS.matcher(quote).find() ? Kind.PORT : Kind.LISTEN;
        }
        if (notPermitted && !OWNERS.matcher(quote).find()) {
            return path.startsWith("/dev/") ? Kind.DEVICE : Kind.OPERATION;
        }
        return path.isEmpty() ? Kind.UNKNOWN : Kind.FILE;
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
