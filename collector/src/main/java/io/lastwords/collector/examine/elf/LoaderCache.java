package io.lastwords.collector.examine.elf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders that glibc's loader cache, {@code /etc/ld.so.cache}, has libraries in. The loader reads this cache and not
 * {@code ld.so.conf}: a folder that was added there without running ldconfig is not searched.
 */
final class LoaderCache {
    private static final int MAX_FOLDERS = 16;

    private LoaderCache() {}

    /** Every absolute path's folder in the cache's strings, in the order in which they stand. */
    static List<String> folders(byte[] cache) {
        Set<String> folders = new LinkedHashSet<>();
        int start = 0;
        for (int i = 0; i <= cache.length && folders.size() < MAX_FOLDERS; i++) {
            if (i == cache.length || cache[i] == 0) {
                if (i - start > 3 && i - start < 512 && cache[start] == '/') {
                    String path = new String(cache, start, i - start, StandardCharsets.UTF_8);
                    int slash = path.lastIndexOf('/');
                    if (slash > 0 && path.contains(".so")) {
                        folders.add(path.substring(0, slash));
                    }
                }
                start = i + 1;
            }
        }
        return List.copyOf(folders);
    }

    /** musl's: one folder a line, or between colons. */
    static List<String> folders(String path) {
        var folders = new ArrayList<String>();
        for (String folder : path.split("[:\n]", -1)) {
            if (folder.startsWith("/") && folders.size() < MAX_FOLDERS) {
                folders.add(folder.strip());
            }
        }
        return List.copyOf(folders);
    }
}
