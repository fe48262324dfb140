package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Bed;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A stage with one watch, under which a class's tests start many containers that die: prints what was said of each, and
 * insists that it is right.
 */
final class Verdicts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** Causes that {@code watch} was asked for and {@code autopsy} named, over all tests of this build. */
    private static final Set<String> COVERED = new TreeSet<>();

    private final Stage stage;
    private final Watch watch;

    private Verdicts(Stage stage, Watch watch) {
        this.stage = stage;
        this.watch = watch;
    }

    static Verdicts open() {
        var stage = Stage.open();
        try {
            return new Verdicts(stage, stage.watch());
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    void check(Expectation... expectations) {
        Map<Expectation, Container> containers = new LinkedHashMap<>();
        try {
            check(containers, expectations);
        } finally {
            containers
                    .values()
                    .forEach(stage.containers()::remove); // the next ones shall have the machine for themselves
        }
    }

    private void check(Map<Expectation, Container> containers, Expectation... expectations) {
        for (var expectation : expectations) {
            containers.put(expectation, expectation.start().apply(stage.containers()));
        }
        boolean all = true;
        try {
            await().atMost(PATIENCE)
                    .until(() -> containers.entrySet().stream()
                            .allMatch(entry -> reached(watch, entry.getKey(), entry.getValue())));
        } catch (ConditionTimeoutException e) {
            all = false;
        }
        Map<Expectation, Diagnosis> autopsies = Bed.autopsies(
                containers, "--host-name", stage.host(), "--kafka-port", String.valueOf(watch.kafkaPort()));
        System.out.println(Expectation.HEADER);
        containers.forEach((expectation, container) ->
                System.out.println(expectation.row(watch, stage.events(), container, autopsies.get(expectation))));
        autopsies.forEach((expectation, autopsy) -> {
            if (Expectation.cause(autopsy).equals(expectation.cause())) {
                COVERED.add(expectation.cause());
            }
        });
        System.out.println(coverage());
        var softly = new SoftAssertions();
        containers.forEach((expectation, container) -> {
            if (expectation.cause() != null) {
                softly.assertThat(Expectation.cause(autopsies.get(expectation)))
                        .as("%s: cause by autopsy", expectation.name())
                        .isEqualTo(expectation.byAutopsy());
            }
            var latest = watch.latest(container);
            softly.assertThat(latest).as(expectation.name()).isPresent();
            latest.ifPresent(diagnosis -> {
                softly.assertThat(autopsies.get(expectation).incident())
                        .as("%s: the incident's ID, by autopsy", expectation.name())
                        .isEqualTo(diagnosis.incident());
                softly.assertThat(diagnosis.symptoms())
                        .as("%s: symptoms", expectation.name())
                        .containsAll(expectation.symptoms());
                if (expectation.cause() != null) {
                    softly.assertThat(diagnosis.causes().get(0).cause())
                            .as("%s: cause", expectation.name())
                            .isEqualTo(expectation.cause());
                }
                softly.assertThat(diagnosis.runs().exitCodes().keySet())
                        .as("%s: exit codes", expectation.name())
                        .isEqualTo(expectation.exitCode() < 0 ? Set.of() : Set.of(expectation.exitCode()));
                softly.assertThat(diagnosis.causes().get(0).evidence())
                        .as("%s: evidence", expectation.name())
                        .isNotEmpty();
            });
        });
        softly.assertAll();
        assertThat(all).as("each was said in time").isTrue();
        Recorder.check(watch);
        containers.forEach(
                (expectation, container) -> Recorder.write(watch, expectation.name(), container, expectation.cause()));
    }

    @Override
    public void close() {
        stage.close();
    }

    /** How many of the closed vocabulary a real container of the tests so far had, and which none. */
    private static String coverage() {
        var missing = Arrays.stream(CauseName.values())
                .map(CauseName::label)
                .filter(name -> !COVERED.contains(name))
                .toList();
        return String.format(
                Locale.ROOT,
                "causes covered so far: %d of %d, not yet: %s",
                COVERED.size(),
                CauseName.values().length,
                String.join(" ", missing));
    }

    private static boolean reached(Watch watch, Expectation expectation, Container container) {
        return watch.latest(container).filter(expectation::met).isPresent();
    }
}
