package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentTableTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final List<Diagnosis> INCIDENTS = List.of(
            Diagnoses.open(1, "address-in-use", true).withIncident("1f2e3d4c5b6a7988"),
            Diagnoses.resolved(2, "executable-hidden-by-mount").withIncident("aa00bb11cc22dd33"));

    @Test
    void givesAPipeEverythingWholeAndInUtc() {
        assertThat(String.join("\n", lines(new Screen(88, false)))).isEqualTo("""
                ID                SINCE                    STATUS     CAUSE                       CONFIDENCE  DEATHS  HOST   WORKLOAD
                1f2e3d4c5b6a7988  2026-11-21 02:00:00 UTC  open       address-in-use                    92 %       3  web-1  shop/ledger/1
                aa00bb11cc22dd33  2026-11-21 02:00:00 UTC  recovered  executable-hidden-by-mount        92 %       3  web-1  shop/ledger/1""");
    }

    @Test
    void saysWhenInTheZoneOfWhoLooks() {
        assertThat(String.join("\n", lines(terminal(120)))).isEqualTo("""
                ID        SINCE                STATUS     CAUSE                       CONFIDENCE  DEATHS  HOST   WORKLOAD
                1f2e3d4c  2026-11-21 03:00:00  open       address-in-use                    92 %       3  web-1  shop/ledger/1
                aa00bb11  2026-11-21 03:00:00  recovered  executable-hidden-by-mount        92 %       3  web-1  shop/ledger/1""");
    }

    @Test
    void cutsTheMiddleOfNamesWhereThereIsLittleRoom() {
        assertThat(String.join("\n", lines(terminal(80)))).isEqualTo("""
                ID        SINCE  STATUS     CAUSE             SURE  DEATHS  HOST   WORKLOAD
                1f2e3d4c  03:00  open       address-in-use    92 %       3  web-1  shop/ledger/1
                aa00bb11  03:00  recovered  executab…y-mount  92 %       3  web-1  shop/ledger/1""");
    }

    @Test
    void doesNotSayHowSureItIsOfNothing() {
        assertThat(IncidentTable.lines(List.of(Diagnoses.open(1, "unexplained", true)), new Screen(88, false), CLOCK))
                .last()
                .asString()
                .containsPattern("unexplained +- +3 ");
    }

    @Test
    void recordsWithOneIdAreShownAndNotComparedForEver() {
        var one = Diagnoses.open(1, "aborted", true).withIncident("\u202eshop-1");

        assertThat(IncidentTable.lines(List.of(one, Diagnoses.open(1, "aborted", true)), terminal(120), CLOCK))
                .hasSize(3)
                .noneMatch(line -> line.contains("\u202e"));
    }

    @Test
    void neverGoesOverTheEdge() {
        for (int columns = 60; columns <= 160; columns++) {
            int width = columns;
            assertThat(lines(terminal(columns))).hasSize(3).allSatisfy(line -> {
                assertThat(Wrapping.length(line)).isLessThanOrEqualTo(width);
                assertThat(line).containsAnyOf("CAUSE", "add", "exec");
            });
        }
    }

    @Test
    void keepsIdsApartThatBeginAlike() {
        var alike = List.of(
                Diagnoses.open(1, "aborted", true).withIncident("0123456789abcdef"),
                Diagnoses.open(1, "aborted", true).withIncident("01234567890bcdef"));

        assertThat(IncidentTable.lines(alike, terminal(120), CLOCK))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("ID "),
                        line -> assertThat(line).startsWith("0123456789a "),
                        line -> assertThat(line).startsWith("01234567890 "));
    }

    @Test
    void paintsOnlyWhereThereIsColour() {
        var colourful = new Screen(120, true, 120, true);

        assertThat(lines(terminal(120))).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines(colourful)).allMatch(line -> line.startsWith("\u001b["));
        assertThat(lines(colourful).stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .isEqualTo(lines(terminal(120)));
    }

    private static Screen terminal(int columns) {
        return Screen.of(String.valueOf(columns), Map.of("TERM", "xterm", "NO_COLOR", "1"));
    }

    private static List<String> lines(Screen screen) {
        return IncidentTable.lines(INCIDENTS, screen, CLOCK);
    }
}
