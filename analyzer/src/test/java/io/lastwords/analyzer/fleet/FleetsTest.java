package io.lastwords.analyzer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetsTest {
    private @Nullable FleetState state;
    private final List<Diagnosis> said = new ArrayList<>();

    private void joins(Diagnosis diagnosis) {
        take(Fleets.joined(state, "key", diagnosis));
    }

    private void leaves(Diagnosis diagnosis) {
        take(Fleets.left(state, diagnosis));
    }

    private void take(Fleets.Step step) {
        state = step.state();
        if (step.said() != null) {
            said.add(step.said());
        }
    }

    @Test
    void oneWorkloadIsNoFleet() {
        joins(Told.open("h1", 0));
        joins(Told.of("h1", "its next incident", 9, null));
        assertThat(said).isEmpty();

        leaves(Told.resolved("h1", 10));
        leaves(Told.of("h1", "its next incident", 19, Diagnosis.Resolution.REMOVED));
        assertThat(said).isEmpty();
        assertThat(state).as("nothing is kept").isNull();
    }

    @Test
    void aWholeDatacentresFailureStillFitsIntoARecord() {
        var host = "a-host-with-quite-a-long-name.in.some.far-away.datacentre.example.org-";
        for (int i = 0; i < 6_000; i++) {
            joins(Told.open(host + i, i));
        }
        assertThat(Json.bytes(Objects.requireNonNull(state)).length).isLessThan(Topics.MAX_RECORD_BYTES);
        assertThat(said).allMatch(one -> Json.bytes(one).length < Topics.MAX_RECORD_BYTES);

        for (int i = 0; i < 6_000; i++) {
            leaves(Told.resolved(host + i, 7_000 + i));
        }
        assertThat(said.getLast().status()).isEqualTo(Diagnosis.Status.RESOLVED);
        assertThat(state).isNull();
    }

    @Test
    void elevenHostsWithOneFailureAreOneIncidentThatGrowsAndEnds() {
        for (int i = 1; i <= 11; i++) {
            joins(Told.open("h%02d".formatted(i), i));
        }

        var eleven = said.getLast();
        assertThat(said).hasSize(10).extracting(Diagnosis::incident).containsOnly(eleven.incident());
        assertThat(said).extracting(Diagnosis::revision).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(eleven.scope()).isEqualTo(Diagnosis.Scope.FLEET);
        assertThat(eleven.workload()).isNull();
        assertThat(eleven.openedAt()).isEqualTo(Told.T.plusSeconds(1));
        assertThat(eleven.hosts()).hasSize(11).startsWith("h01", "h02");
        assertThat(eleven.members()).hasSize(11).contains("i-h07");
        assertThat(eleven.causes().getFirst().cause()).isEqualTo("stub-binary");
        assertThat(eleven.causes().getFirst().evidence().getFirst())
                .isEqualTo("11 workloads with shop/web:2 fail of this on 11 hosts: h01, h02, h03, h04, h05 and 6 more; "
                        + "what follows was seen of web on h11");
        assertThat(eleven.runs().exitCodes()).containsEntry(0, 33);
        assertThat(eleven.runs().firstStart()).as("of all that are counted").isEqualTo(Told.T.plusSeconds(1));
        assertThat(eleven.runs().lastEnd()).isEqualTo(Told.T.plusSeconds(11));

        for (int i = 1; i <= 11; i++) {
            leaves(Told.resolved("h%02d".formatted(i), 60 + i));
        }
        var over = said.getLast();
        assertThat(said.get(said.size() - 2).hosts()).containsExactly("h11");
        assertThat(over.status()).isEqualTo(Diagnosis.Status.RESOLVED);
        assertThat(over.resolution()).isEqualTo(Diagnosis.Resolution.RECOVERED);
        assertThat(over.incident()).isEqualTo(eleven.incident());
        assertThat(over.members()).hasSize(11);
        assertThat(state).isNull();
    }

    @Test
    void whoTurnsOutToFailOfSomethingElseIsNoMemberAnyMore() {
        joins(Told.open("h1", 0));
        joins(Told.open("h2", 1));
        joins(Told.open("h3", 2));
        leaves(Told.open("h2", 3)); // open still, of another cause

        assertThat(said.getLast().hosts()).containsExactly("h1", "h3");
        assertThat(said.getLast().members()).containsExactly("i-h1", "i-h3");
    }

    @Test
    void isOverWhereAllFailOfSomethingElseAndAnotherOneWhereTheyComeBack() {
        joins(Told.open("h1", 0));
        joins(Told.open("h2", 1));
        leaves(Told.open("h1", 20));
        leaves(Told.open("h2", 21));

        assertThat(said.getLast().status()).isEqualTo(Diagnosis.Status.RESOLVED);
        assertThat(said.getLast().causes().getFirst().evidence().getFirst()).contains("fail of something else");
        var first = said.getLast().incident();

        joins(Told.open("h1", 0));
        joins(Told.open("h2", 40));
        assertThat(said.getLast().status()).isEqualTo(Diagnosis.Status.OPEN);
        assertThat(said.getLast().incident()).isNotEqualTo(first);
    }

    @Test
    void whatComesTwiceChangesNothing() {
        joins(Told.open("h1", 0));
        joins(Told.open("h2", 1));
        joins(Told.open("h2", 1));
        leaves(Told.resolved("h3", 2));

        assertThat(said).hasSize(1);
    }

    @Test
    void isStoredAndReadAgain() throws Exception {
        joins(Told.open("h1", 0));
        joins(Told.open("h2", 1));

        assertThat(Json.read(Json.bytes(Objects.requireNonNull(state)), FleetState.class))
                .isEqualTo(state);
    }
}
