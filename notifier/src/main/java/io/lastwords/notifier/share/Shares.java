package io.lastwords.notifier.share;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which notifier serves which receiver: rendezvous hashing with a bound. Each notifier that sees the same receivers and
 * notifiers comes to the same, none has more than its share, and where one comes or goes few receivers move.
 */
final class Shares {
    private Shares() {}

    /**
     * The one that serves a receiver.
     *
     * @param receivers all that are shared
     * @param notifiers one at least
     */
    static String owner(String receiver, Collection<String> receivers, Collection<String> notifiers) {
        var all = new TreeSet<>(receivers);
        all.add(receiver);
        int most = Math.ceilDiv(all.size(), notifiers.size());
        var loads = new HashMap<String, Integer>();
        for (var each : all) {
            var owner = notifiers.stream()
                    .filter(notifier -> loads.getOrDefault(notifier, 0) < most)
                    .max(Comparator.comparing((String notifier) -> score(each, notifier))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            if (each.equals(receiver)) {
                return owner;
            }
            loads.merge(owner, 1, Integer::sum);
        }
        throw new IllegalStateException("the receiver is among all");
    }

    /** The same in every process. */
    private static UUID score(String receiver, String notifier) {
        return UUID.nameUUIDFromBytes((receiver + "\n" + notifier).getBytes(StandardCharsets.UTF_8));
    }
}
