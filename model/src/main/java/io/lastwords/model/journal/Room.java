package io.lastwords.model.journal;

import io.lastwords.model.text.Cut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Keeps what somebody else wrote far below what a record may hold, in bytes as JSON takes them: an honest container's
 * settings take one or two KB.
 */
final class Room {
    /** A name, a user, a mode. */
    static final int NAME = 512;
    /** A path, a command, an error, a label's value. */
    static final int TEXT = 4_096;
    /** A command line, the variables' names, the ports. */
    static final int LIST = 16_384;
    /** The labels, the mounts. */
    static final int WIDE = 32_768;

    /** Labels that say what a container is, before those that only describe it. */
    private static final List<String> TELLING = List.of("lastwords.", "com.docker.");

    private int left;

    private Room(int bytes) {
        left = bytes;
    }

    /** The text, cut where it would take more than so many bytes. */
    static String text(String text, int bytes) {
        if (text.length() * 6L <= bytes) {
            return text;
        }
        int taken = 0;
        for (int i = 0; i < text.length(); i++) {
            taken += bytes(text.charAt(i));
            if (taken > bytes) {
                return Cut.at(text, i);
            }
        }
        return text;
    }

    /** The first words that have room together. */
    static List<String> words(List<String> words) {
        return first(words.stream().map(word -> text(word, LIST)).toList(), LIST, Room::bytes);
    }

    /** The first that have room together. */
    static <T> List<T> first(List<T> all, int bytes, ToIntFunction<T> size) {
        var room = new Room(bytes);
        var kept = new ArrayList<T>();
        for (T one : all) {
            if (!room.take(size.applyAsInt(one))) {
                break;
            }
            kept.add(one);
        }
        return List.copyOf(kept);
    }

    /** Those that have room together: first what others go by, then by name. */
    static Map<String, String> labels(Map<String, String> all) {
        var room = new Room(WIDE);
        var kept = new TreeMap<String, String>();
        all.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>, Boolean>comparing(label -> !telling(label.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(label -> {
                    String value = text(label.getValue(), TEXT);
                    if (bytes(label.getKey()) <= NAME && room.take(bytes(label.getKey()) + bytes(value))) {
                        kept.put(label.getKey(), value);
                    }
                });
        return Map.copyOf(kept);
    }

    private static boolean telling(String label) {
        return TELLING.stream().anyMatch(label::startsWith);
    }

    private boolean take(int bytes) {
        left -= bytes + 4; // its quotes, and what parts it from the next
        return left >= 0;
    }

    static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
        }
        return bytes;
    }

    private static int bytes(char c) {
        if (c < ' ') {
            return 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c < 0x800 ? 2 : 3;
    }
}
