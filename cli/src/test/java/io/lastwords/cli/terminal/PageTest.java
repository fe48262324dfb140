package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.notice.Notice;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void saysInFewWordsThatItIsWorse() {
        var incident = Diagnoses.gaveUp(5, "address-in-use");

        assertThat(String.join("\n", Page.worse(Notice.of(incident), incident, new Screen(80, false), ZoneOffset.UTC)))
                .isEqualTo("""
                ── 02:00:02 ──────────────────────────────────────────────────────── CRITICAL ──
                shop/ledger on web-1 died 3 times in 3.5 s, each time with exit code 101.
                A run lasts about 21 ms. Nothing will start it again.
                restart-loop · exit-nonzero · gave-up
                  as before: address-in-use · incident shop-1
                """);
    }

    @Test
    void nothingThatAnybodyWroteReachesTheTerminalAsMoreThanText() throws Exception {
        String hostile = "\u001b]8;;http://evil\u0007x\u001b]8;;\u0007\u001b[2J\u202e\u0085\r\n\u009b31m<!channel>";
        var tree = Json.mapper().readTree(Json.bytes(Diagnoses.open(1, "address-in-use", true)));
        poison(tree, hostile);

        var incident = Json.mapper().treeToValue(tree, Diagnosis.class);

        assertThat(page(incident, new Screen(80, false)))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u202a-\u202e\u2028\u2029]"));
    }

    /** Adds to every text of it, but for those that are a time or one of a few words. */
    private static void poison(JsonNode node, String hostile) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                var value = field.getValue();
                if (value.isTextual()
                        && !Set.of("scope", "status", "severity", "stream").contains(field.getKey())
                        && !value.asText().endsWith("Z")) {
                    object.put(field.getKey(), value.asText() + hostile);
                }
                poison(value, hostile);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, array.get(i).asText() + hostile);
                }
                poison(array.get(i), hostile);
            }
        }
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
        assertThat(Screen.of("120", Map.of("TERM", "xterm"))).isEqualTo(new Screen(100, true, 120, true));
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
