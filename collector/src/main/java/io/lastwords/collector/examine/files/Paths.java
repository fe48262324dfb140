package io.lastwords.collector.examine.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Paths of a container: text, never looked up on this machine. */
public final class Paths {
    private static final int LONGEST = 4_096;

    private Paths() {}

    /** Made absolute in a folder, without {@code .} and {@code ..}, which never leave the root. */
    public static String absolute(String folder, String path) {
        String whole = path.startsWith("/") ? path : folder + "/" + path;
        if (whole.length() > LONGEST) {
            whole = whole.substring(0, LONGEST);
        }
        var parts = new ArrayDeque<String>();
        for (String part : whole.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The folders above, the outermost first, then the path itself. */
    public static List<String> components(String absolute) {
        var components = new ArrayList<String>();
        for (int slash = absolute.indexOf('/', 1); slash > 0; slash = absolute.indexOf('/', slash + 1)) {
            components.add(absolute.substring(0, slash));
        }
        components.add(absolute);
        return components;
    }

    /** The folder that it lies in. */
    public static String folder(String absolute) {
        int slash = absolute.lastIndexOf('/');
        return slash <= 0 ? "/" : absolute.substring(0, slash);
    }

    /** Its last part. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a path is a folder or lies in it. */
    public static boolean in(String path, String folder) {
        String stem = folder.endsWith("/") ? folder : folder + "/";
        return (path + "/").startsWith(stem);
    }
}
