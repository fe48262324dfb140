package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.e2e.stage.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one receiver took of one incident, beside what the product recorded of it in {@code lastwords.deliveries}. A
 * notice that was taken but not recorded is sent again; that may happen only where something broke in between.
 */
final class Receipts {
    /** On a machine with other things to do; a process that was killed in between needs longer to start again. */
    private static final Duration UNTIL_RECORDED = Duration.ofSeconds(4);

    /** A receiver notes the time of its answer only once that is on its way. */
    static final Duration ANSWERING = Duration.ofMillis(500);

    private final String what;
    private final List<Instant> taken;
    private final List<Instant> unrecorded;
    private final List<JsonNode> records;

    /**
     * Pairs each record with the last notice that was taken before it.
     *
     * @param taken when the receiver answered each of its notices, in order
     * @param records the deliveries to this receiver about this incident
     */
    Receipts(String what, List<Instant> taken, List<JsonNode> records) {
        this.what = what;
        this.taken = List.copyOf(taken);
        this.records = List.copyOf(records);
        this.unrecorded = new ArrayList<>(taken);
        for (var delivery : records) {
            var recorded = time(delivery);
            var last = unrecorded.stream()
                    .filter(time -> !time.isAfter(recorded.plus(ANSWERING)))
                    .filter(time -> Duration.between(time, recorded).compareTo(UNTIL_RECORDED) < 0)
                    .max(Comparator.naturalOrder());
            assertThat(last)
                    .as("%s: recorded as delivered, and taken at one of %s: %s", what, taken, delivery)
                    .isPresent();
            unrecorded.remove(last.orElseThrow());
        }
    }

    /** How many notices the receiver took. */
    int taken() {
        return taken.size();
    }

    /** How many of them were recorded. */
    int recorded() {
        return records.size();
    }

    /** By what the receiver knows the notices that were recorded: the same for one that is sent again. */
    List<String> references() {
        return records.stream().map(Receipts::reference).distinct().toList();
    }

    private static Instant time(JsonNode delivery) {
        return SetClock.right(Instant.parse(delivery.path("time").asText()));
    }

    /** Slack's webhook knows them by nothing: there it is what the notice told, and of a repeated one of which state. */
    private static String reference(JsonNode delivery) {
        var given = delivery.path("reference").asText();
        return given.isEmpty()
                ? delivery.path("notice").asText()
                        + " "
                        + delivery.path("cause").asText()
                        + (delivery.path("notice").asText().equals("repeated")
                                ? " " + delivery.path("revision").asInt()
                                : "")
                : given;
    }

    /** Insists on one opening, and that an outage explains each notice that came twice, or was recorded twice. */
    void check(List<Outage> outages) {
        assertThat(records.stream()
                        .filter(delivery -> delivery.path("notice").asText().equals("opened"))
                        .map(Receipts::reference)
                        .distinct())
                .as("%s: one opening", what)
                .hasSize(1);
        for (var same : records.stream()
                .collect(Collectors.groupingBy(Receipts::reference))
                .values()) {
            var times = same.stream().map(Receipts::time).toList();
            if (times.size() > 1) {
                assertThat(outages)
                        .as("%s: recorded twice, so another took over right then: %s", what, records)
                        .anyMatch(outage -> times.stream().anyMatch(outage::explains));
            }
        }
        for (var time : unrecorded) {
            assertThat(outages)
                    .as("%s: taken at %s and not recorded, so something broke right then", what, time)
                    .anyMatch(outage -> outage.explains(time));
        }
    }
}
