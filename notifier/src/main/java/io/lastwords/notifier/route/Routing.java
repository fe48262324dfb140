package io.lastwords.notifier.route;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says by which route a receiver is told of a diagnosis, if it is. The container's label {@value #LABEL} names receivers
 * and goes over the tree; where it names none that there is, the tree holds, for a slip of the pen must not lose a notice.
 */
public final class Routing {
    /** The label. */
    public static final String LABEL = "lastwords.receiver";

    private final Route outermost;
    private final Set<String> known;

    public Routing(Route outermost, Collection<String> receivers) {
        this.outermost = outermost;
        this.known = Set.copyOf(receivers);
    }

    /** The first route that leads a diagnosis to a receiver; empty where none does. */
    public Optional<Route> find(String receiver, Diagnosis diagnosis) {
        var named = named(diagnosis);
        if (!named.isEmpty()) {
            return named.contains(receiver) ? outermost.leaves(diagnosis).findFirst() : Optional.empty();
        }
        return outermost
                .leaves(diagnosis)
                .filter(route -> route.receivers().contains(receiver))
                .findFirst();
    }

    private List<String> named(Diagnosis diagnosis) {
        var workload = diagnosis.sample();
        return workload == null
                ? List.of()
                : Arrays.stream(workload.labels().getOrDefault(LABEL, "").split(","))
                        .map(String::strip)
                        .filter(known::contains)
                        .toList();
    }
}
