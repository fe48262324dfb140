package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Settings.InForce;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the routing tree that was written into the one that is used, or into problems. */
final class RouteCheck {
    private final Collection<String> known;
    private final Draft draft;
    private final List<InForce> inForce;

    /**
     * Checks one tree.
     *
     * @param known the receivers' names
     */
    RouteCheck(Collection<String> known, Draft draft, List<InForce> inForce) {
        this.known = known;
        this.draft = draft;
        this.inForce = inForce;
    }

    /** The outermost route; without one in the file, everything goes to every receiver. */
    Route check(@Nullable RouteDraft outermost) {
        if (outermost == null) {
            return Route.toAll(List.copyOf(known));
        }
        if (!outermost.match().isEmpty()) {
            draft.problem(
                    outermost.match().values().iterator().next().where(),
                    outermost.path() + ".match",
                    "cannot be here: the outermost route takes everything, so put what matches into its routes");
        }
        if (outermost.goOn() != null) {
            draft.problem(
                    outermost.goOn().where(),
                    outermost.path() + ".continue",
                    "cannot be here: nothing comes after the outermost route");
        }
        return route(outermost, List.copyOf(known), Timing.DEFAULT);
    }

    private Route route(RouteDraft route, List<String> inherited, Timing around) {
        var receivers = receivers(route, inherited);
        var matchers = new ArrayList<Matcher>();
        route.match().forEach((field, given) -> matcher(route, field, given).ifPresent(matchers::add));
        boolean goOn = goOn(route);
        var timing = timing(route, around);
        var told = matchers.stream().map(Matcher::toString).collect(Collectors.joining(" "));
        inForce.add(new InForce(
                route.path(),
                (told.isEmpty() ? "everything" : told) + " to "
                        + (receivers.isEmpty() ? "nobody" : String.join(", ", receivers))
                        + (goOn ? ", and on" : ""),
                route.where()));
        return new Route(
                receivers,
                matchers,
                goOn,
                timing,
                route.routes().stream()
                        .map(inner -> route(inner, receivers, timing))
                        .toList());
    }

    private Timing timing(RouteDraft route, Timing around) {
        return new Timing(
                duration(route, "groupWait", around.groupWait()),
                duration(route, "groupInterval", around.groupInterval()),
                duration(route, "repeat", around.repeat()),
                storm(route, around.storm()));
    }

    private Duration duration(RouteDraft route, String key, Duration around) {
        var given = route.timing().get(key);
        if (given == null) {
            return around;
        }
        var duration = Durations.parse(given.value());
        if (duration.isEmpty()) {
            draft.problem(given, route.path() + "." + key, "is no duration: write it like 30s, 5m or 4h");
        }
        return duration.orElse(around);
    }

    private int storm(RouteDraft route, int around) {
        var given = route.timing().get("storm");
        if (given == null) {
            return around;
        }
        if (!given.value().matches("[1-9]\\d{0,4}")) {
            draft.problem(given, route.path() + ".storm", "is no number of notices: from 1 to 99999");
            return around;
        }
        return Integer.parseInt(given.value());
    }

    private List<String> receivers(RouteDraft route, List<String> inherited) {
        var given = route.receivers();
        if (given == null) {
            return inherited;
        }
        for (var receiver : given) {
            if (!known.contains(receiver.value())) {
                draft.problem(
                        receiver,
                        route.path() + ".receivers",
                        "is no receiver" + (known.isEmpty() ? "" : Spelling.suggestion(receiver.value(), known)));
            }
        }
        return given.stream()
                .map(Given::value)
                .filter(known::contains)
                .distinct()
                .toList();
    }

    private Optional<Matcher> matcher(RouteDraft route, String field, Given given) {
        var key = route.path() + ".match." + field;
        if (!Matcher.isField(field)) {
            draft.problem(given.where(), key, "unknown key" + Spelling.suggestion(field, Matcher.fields()));
            return Optional.empty();
        }
        try {
            return Optional.of(Matcher.of(field, given.value()));
        } catch (IllegalArgumentException e) {
            draft.problem(given, key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean goOn(RouteDraft route) {
        var given = route.goOn();
        if (given == null) {
            return false;
        }
        if (!given.value().equals("true") && !given.value().equals("false")) {
            draft.problem(given, route.path() + ".continue", "is neither true nor false");
        }
        return given.value().equals("true");
    }
}
