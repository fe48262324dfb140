package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class IncidentFiltersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void takesWorkloadsWithTheirHostAndWithout() throws Exception {
        assertThat(takes("--workload", "web-1/shop/*")).isTrue();
        assertThat(takes("--workload", "shop/*")).isTrue();
        assertThat(takes("--workload", "shop")).isFalse();
        assertThat(takes("--workload", "web-2/*")).isFalse();
    }

    @Test
    void takesHostsAndCausesByName() throws Exception {
        assertThat(takes("--host", "web-?", "--cause", "aborted")).isTrue();
        assertThat(takes("--host", "db-?", "--cause", "aborted")).isFalse();
        assertThat(takes("--host", "web-?", "--cause", "stub-binary")).isFalse();
    }

    @Test
    void takesWhatIsOpenHoweverOld() throws Exception {
        var old = incident(null);
        assertThat(filter("--since", "1h").test(old)).isTrue();
        assertThat(filter("--open").test(old)).isTrue();
    }

    @Test
    void takesWhatWasStillOpenAtTheTime() throws Exception {
        var over = incident(NOW.minusSeconds(1800));
        assertThat(filter("--since", "1h").test(over)).isTrue();
        assertThat(filter("--since", "10m").test(over)).isFalse();
        assertThat(filter("--open").test(over)).isFalse();
    }

    @Test
    void saysAllThatIsWrong() {
        assertThatThrownBy(() -> filter("--since", "soon", "--cause", "stub-binray"))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(Object::toString)
                                .satisfiesExactly(
                                        one -> assertThat(one).contains("did you mean 'stub-binary'?"),
                                        one -> assertThat(one).startsWith("--since: 'soon' is no time")));
    }

    private static boolean takes(String... options) throws InvalidSettingsException {
        return filter(options).test(incident(null));
    }

    private static java.util.function.Predicate<Diagnosis> filter(String... options) throws InvalidSettingsException {
        var filters = new Filtered();
        new CommandLine(filters).parseArgs(options);
        return filters.filters.filter(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @CommandLine.Command
    static final class Filtered {
        @CommandLine.Mixin
        private final IncidentFilters filters = new IncidentFilters();
    }

    private static Diagnosis incident(@Nullable Instant resolved) {
        var opened = NOW.minusSeconds(86_400);
        return new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                "i-1",
                1,
                resolved == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolved == null ? null : Diagnosis.Resolution.RECOVERED,
                Diagnosis.Severity.CRITICAL,
                new Diagnosis.Workload(
                        "web-1/shop/ledger/1", "web-1", "c", "ledger", "ledger:1", "sha256:1", null, null, Map.of()),
                List.of(),
                List.of(new Diagnosis.Cause("aborted", 0.9, "a summary", List.of("a proof"), List.of())),
                List.of(),
                new Diagnosis.Runs(7, Map.of(134, 7), opened, opened, 21),
                List.of(),
                true,
                opened,
                opened,
                resolved,
                null);
    }
}
