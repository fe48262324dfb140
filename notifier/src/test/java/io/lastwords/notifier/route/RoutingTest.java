package io.lastwords.notifier.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.match.Matcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final List<String> ALL = List.of("ops", "pager", "shop");

    @Test
    void withoutATreeEverybodyIsTold() {
        assertThat(told(Route.toAll(ALL), Diagnoses.open(1))).containsExactly("ops", "pager", "shop");
    }

    @Test
    void theFirstInnerRouteThatMatchesTakesIt() {
        var tree = route(
                "ops",
                false,
                List.of(),
                route("pager", false, "cause=stub-*"),
                route("shop", false, "label.team=shop"));

        assertThat(told(tree, Diagnoses.open(1))).containsExactly("pager");
        assertThat(told(tree, Diagnoses.open(1, "out-of-memory"))).containsExactly("shop");
    }

    @Test
    void whatNoInnerRouteTakesIsForTheOneAround() {
        var tree = route("ops", false, List.of(), route("pager", false, "severity=warning"));

        assertThat(told(tree, Diagnoses.open(1))).containsExactly("ops");
    }

    @Test
    void goesOnWhereARouteSaysSo() {
        var tree = route(
                "ops",
                false,
                List.of(),
                route("pager", true, "severity=critical"),
                route("shop", false, "label.team=shop"),
                route("ops", false, "host=host1"));

        assertThat(told(tree, Diagnoses.open(1))).containsExactly("pager", "shop");
    }

    @Test
    void allMatchersOfARouteMustFit() {
        var tree = route("ops", false, List.of(), route("pager", false, "severity=critical", "host=other"));

        assertThat(told(tree, Diagnoses.open(1))).containsExactly("ops");
    }

    @Test
    void theLabelGoesOverTheTree() {
        var tree = route("ops", false, List.of());

        assertThat(told(tree, labelled("pager"))).containsExactly("pager");
        assertThat(told(tree, labelled("pager, shop"))).containsExactly("pager", "shop");
        assertThat(told(tree, labelled("pgaer"))).containsExactly("ops");
    }

    private static Diagnosis labelled(String receivers) {
        return Diagnoses.labelled(Map.of(Routing.LABEL, receivers));
    }

    private static List<String> told(Route tree, Diagnosis diagnosis) {
        var routing = new Routing(tree, ALL);
        return ALL.stream()
                .filter(receiver -> routing.find(receiver, diagnosis).isPresent())
                .toList();
    }

    private static Route route(String receiver, boolean goOn, String... match) {
        return route(receiver, goOn, Arrays.stream(match).map(Matcher::parse).toList());
    }

    private static Route route(String receiver, boolean goOn, List<Matcher> match, Route... routes) {
        return new Route(List.of(receiver), match, goOn, Timing.DEFAULT, List.of(routes));
    }
}
