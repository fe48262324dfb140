package io.lastwords.analyzer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private final Listening listening = new Listening(at(0));

    private static Instant at(int second) {
        return Told.T.plusSeconds(second);
    }

    private void passes(int from, int to) {
        for (int second = from; second <= to; second += 10) {
            listening.arrival(at(second));
        }
    }

    @Test
    void missesAHostThatFellSilent() {
        listening.heard("h1", at(0));
        listening.heard("h2", at(0));
        passes(0, 50);
        assertThat(listening.silentFor(Listening.SILENT, at(59))).isEmpty();

        listening.heard("h2", at(55));
        passes(60, 60);
        assertThat(listening.silentFor(Listening.SILENT, at(60))).containsExactly("h1");
    }

    @Test
    void missesNobodyWhileNothingArrivesAtAll() {
        listening.heard("h1", at(0));
        passes(0, 20);
        listening.arrival(at(600)); // Kafka was away, and what was sent meanwhile comes at once

        assertThat(listening.silentFor(Listening.SILENT, at(600))).isEmpty();
        passes(610, 660);
        assertThat(listening.silentFor(Listening.SILENT, at(660))).containsExactly("h1");
    }

    @Test
    void missesNobodyItHasForgotten() {
        listening.heard("h1", at(0));
        listening.forget("h1");
        passes(0, 100);

        assertThat(listening.silentFor(Listening.SILENT, at(100))).isEmpty();
    }
}
