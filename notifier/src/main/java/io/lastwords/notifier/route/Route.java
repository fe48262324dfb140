package io.lastwords.notifier.route;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.match.Matcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node of the routing tree. A diagnosis that matches goes into the first of the inner routes that matches it too, and
 * into the next ones where that one says so; where none does, it is for this route's receivers.
 *
 * @param receivers their names; those of the route around it, where it has none of its own
 * @param match all must match; empty for everything
 * @param goOn whether the routes behind this one are asked too
 * @param timing that of the route around it, where it has none of its own
 */
public record Route(List<String> receivers, List<Matcher> match, boolean goOn, Timing timing, List<Route> routes) {
    public Route {
        receivers = List.copyOf(receivers);
        match = List.copyOf(match);
        routes = List.copyOf(routes);
    }

    /** Everything goes to everybody. */
    public static Route toAll(List<String> receivers) {
        return new Route(receivers, List.of(), false, Timing.DEFAULT, List.of());
    }

    boolean matches(Diagnosis diagnosis) {
        return match.stream().allMatch(matcher -> matcher.matches(diagnosis));
    }

    /** The routes that a diagnosis ends in; this one must match it. */
    Stream<Route> leaves(Diagnosis diagnosis) {
        var inner = Stream.<Route>builder();
        boolean taken = false;
        for (var route : routes) {
            if (route.matches(diagnosis)) {
                taken = true;
                route.leaves(diagnosis).forEach(inner);
                if (!route.goOn()) {
                    break;
                }
            }
        }
        return taken ? inner.build() : Stream.of(this);
    }
}
