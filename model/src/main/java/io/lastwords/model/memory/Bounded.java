package io.lastwords.model.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that hold so many entries and no more. Not thread-safe. */
public final class Bounded {
    private Bounded() {}

    /** Forgets what was put in first. */
    public static <K, V> Map<K, V> byInsertion(int most) {
        return new Forgetful<>(most, false);
    }

    /** Forgets what nobody has asked for or put in for longest. */
    public static <K, V> Map<K, V> byUse(int most) {
        return new Forgetful<>(most, true);
    }

    private static final class Forgetful<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Forgetful(int most, boolean byUse) {
            super(16, 0.75f, byUse);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
