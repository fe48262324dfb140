package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one receiver took of one incident, beside what the product recorded of it in {@code lastwords.deliveries}. A
 * notice that was taken but not recorded is sent again; that may happen only where the process was killed in between.
 */
final class Receipts {
    private static final Duration ANSWER_TO_RECORD = Duration.ofSeconds(2);

    private final String what;
    private final List<Instant> taken;
    private final List<Instant> unrecorded = new ArrayList<>();
    private final List<JsonNode> records;

    /**
     * Pairs each notice with its record by time.
     *
     * @param taken when the receiver answered each of its notices, in order
     * @param records the deliveries to this receiver about this incident
     */
    Receipts(String what, List<Instant> taken, List<JsonNode> records) {
        this.what = what;
        this.taken = List.copyOf(taken);
        this.records = List.copyOf(records);
        var free = new ArrayList<>(records);
        for (var time : taken) {
            var match = free.stream().filter(delivery -> near(time, delivery)).findFirst();
            match.ifPresentOrElse(free::remove, () -> unrecorded.add(time));
        }
        assertThat(free).as("%s: recorded as delivered, yet never taken", what).isEmpty();
    }

    /** How many notices the receiver took. */
    int taken() {
        return taken.size();
    }

    /** How many of them were recorded. */
    int recorded() {
        return records.size();
    }

    /** Insists on one opening, and that a kill explains each notice that came twice. */
    void check(List<Instant> kills) {
        assertThat(records.stream()
                        .filter(delivery -> delivery.path("notice").asText().equals("opened")))
                .as("%s: one opening", what)
                .hasSize(1);
        for (var time : unrecorded) {
            assertThat(kills)
                    .as("%s: taken at %s and not recorded, so a kill came right after", what, time)
                    .anyMatch(kill -> !kill.isBefore(time.minusMillis(50))
                            && Duration.between(time, kill).compareTo(ANSWER_TO_RECORD) < 0);
        }
    }

    private static boolean near(Instant time, JsonNode delivery) {
        var recorded = Instant.parse(delivery.path("time").asText());
        return Duration.between(time, recorded).abs().compareTo(Duration.ofSeconds(1)) < 0;
    }
}
