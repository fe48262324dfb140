package io.lastwords.analyzer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsTest {
    private HostState state = HostState.of("h1", Told.T);
    private final List<Diagnosis> said = new ArrayList<>();

    private void take(Hosts.Step step) {
        state = step.state();
        if (step.said() != null) {
            said.add(step.said());
        }
    }

    @Test
    void aRestartIsOneIncidentOfAMinute() {
        take(Hosts.joined(state, Told.of("h1", "long before", -3_600, null)));
        take(Hosts.restarted(state, Told.T.plusSeconds(40), Told.T.plusSeconds(5)));
        take(Hosts.joined(state, Told.of("h1", "with it", 42, null)));
        take(Hosts.heard(state, Told.T.plusSeconds(99)));
        assertThat(said).hasSize(2);
        assertThat(said.getLast().scope()).isEqualTo(Diagnosis.Scope.HOST);
        assertThat(said.getLast().causes().getFirst().cause()).isEqualTo("host-restarted");
        assertThat(said.getLast().hosts()).containsExactly("h1");
        assertThat(said.getLast().members()).containsExactly("with it");

        take(Hosts.heard(state, Told.T.plusSeconds(100)));
        assertThat(said.getLast().status()).isEqualTo(Diagnosis.Status.RESOLVED);
        take(Hosts.joined(state, Told.of("h1", "long after", 300, null)));
        assertThat(said).hasSize(3);
    }

    @Test
    void aSilenceIsOneIncidentThatEndsWithASign() {
        take(Hosts.heard(state, Told.T.plusSeconds(10)));
        take(Hosts.silent(state));
        take(Hosts.silent(state));
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().causes().getFirst().cause()).isEqualTo("unexplained");
        assertThat(said.getFirst().openedAt()).isEqualTo(Told.T.plusSeconds(10));

        take(Hosts.heard(state, Told.T.plusSeconds(500)));
        assertThat(said.getLast().resolution()).isEqualTo(Diagnosis.Resolution.RECOVERED);
        assertThat(said.getLast().incident()).isEqualTo(said.getFirst().incident());
    }

    @Test
    void aSilenceThatEndsWithARestartIsExplainedByIt() {
        take(Hosts.silent(state));
        take(Hosts.restarted(state, Told.T.plusSeconds(200), Told.T));

        assertThat(said)
                .extracting(Diagnosis::incident)
                .containsOnly(said.getFirst().incident());
        assertThat(said).extracting(Diagnosis::revision).containsExactly(1, 2);
        assertThat(said.getLast().causes().getFirst().cause()).isEqualTo("host-restarted");
    }

    @Test
    void aHostThatIsGoneForGoodLeavesNothingOpen() {
        take(Hosts.silent(state));

        assertThat(Hosts.forgotten(state))
                .hasValueSatisfying(gone -> assertThat(gone.resolution()).isEqualTo(Diagnosis.Resolution.REMOVED));
        assertThat(Hosts.forgotten(HostState.of("h2", Told.T))).isEmpty();
    }

    @Test
    void isStoredAndReadAgain() throws Exception {
        take(Hosts.joined(state, Told.open("h1", 2)));
        take(Hosts.silent(state));

        assertThat(Json.read(Json.bytes(state), HostState.class)).isEqualTo(state);
    }
}
