package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Notice;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void setsAnIncidentForAPersonAtEightyColumns() {
        assertThat(text(Diagnoses.open(1, "address-in-use", true))).isEqualTo("""
                ── 02:00:02 ──────────────────────────────────────────────────────── CRITICAL ──
                shop/ledger on web-1 died 3 times in 3.5 s, each time with exit code 101.
                A run lasts about 21 ms.
                restart-loop · exit-nonzero · short-run

                  Cause      address-in-use (very likely, 92 %)
                             Its program wants port 8080, which another process in the same
                             network namespace has.
                  Evidence   • the last run ended with "failed to bind 0.0.0.0:8080: Address
                               already in use (os error 98)".
                             • it runs in the host's network.
                  Ruled out  • not out-of-memory: no oom event, and the exit code is 101.
                  Fix        docker run --network bridge \\
                               -p 8081:8080 registry.example/shop/ledger:2026.11
                  Last words
                  02:00:00.000 │ ledger 2026.11 starting
                  02:00:00.012 ┃ thread 'main' panicked at src/main.rs:41:10: failed to bind
                               ┃ 0.0.0.0:8080: Os { code: 98 }
                  since 2026-11-21 02:00:00 UTC · image registry.example/shop/ledger:2026.11 ·
                  container shop-ledger-1 c0ffeec0ffee · incident shop-1
                """);
    }

    @Test
    void keepsTheEndShort() {
        assertThat(text(Diagnoses.resolved(2, "address-in-use"))).isEqualTo("""
                ── 02:00:02 ──────────────────────────────────────────────────────── RESOLVED ──
                shop/ledger on web-1 has recovered, 1 min 30 s after the trouble began.
                Before that it died 3 times in 3.5 s, each time with exit code 101; the cause:
                address-in-use (very likely, 92 %).
                  since 2026-11-21 02:00:00 UTC · image registry.example/shop/ledger:2026.11 ·
                  container shop-ledger-1 c0ffeec0ffee · incident shop-1
                """);
    }

    @Test
    void neverGoesOverTheEdgeButForCommands() {
        for (int columns = 60; columns <= 100; columns++) {
            int width = columns;
            assertThat(page(Diagnoses.open(1, "address-in-use", false), new Screen(columns, false)))
                    .filteredOn(line -> !line.contains("registry.example/shop/ledger:2026.11"))
                    .allSatisfy(line -> assertThat(Wrapping.length(line)).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void paintsOnlyWhereThereIsColour() {
        var incident = Diagnoses.open(1, "address-in-use", true);

        assertThat(page(incident, new Screen(80, false))).noneMatch(line -> line.contains("\u001b"));
        assertThat(page(incident, new Screen(80, true)).stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                        .toList())
                .isEqualTo(page(incident, new Screen(80, false)));
    }

    @Test
    void honoursNoColorAndPipes() {
        assertThat(Screen.of("120", Map.of("TERM", "xterm"))).isEqualTo(new Screen(100, true));
        assertThat(Screen.of("120", Map.of("TERM", "xterm", "NO_COLOR", "1")).colour())
                .isFalse();
        assertThat(Screen.of("120", Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(Screen.of(null, Map.of("TERM", "xterm"))).isEqualTo(new Screen(88, false));
    }

    private static String text(Diagnosis diagnosis) {
        return String.join("\n", page(diagnosis, new Screen(80, false)));
    }

    private static List<String> page(Diagnosis diagnosis, Screen screen) {
        return Page.of(Notice.of(diagnosis), diagnosis, screen, ZoneOffset.UTC);
    }
}
