package io.lastwords.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.demo.BuiltIn;
import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.Header.Said;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private Recording plain;
    private List<Diagnosis> revisions;
    private List<Said> said;
    private Said stub;

    @BeforeEach
    void replay() throws Exception {
        plain = BuiltIn.recordings().getFirst();
        revisions = Playback.of(plain, Duration.ofSeconds(60), Selection.all()).said();
        said = Answers.of(revisions).said();
        stub = said.stream()
                .filter(one -> one.cause().equals("address-in-use"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsNothingWhereAllIsAsItWas() {
        var comparison = compare(said, null, null);

        assertThat(comparison.differs()).isFalse();
        assertThat(comparison.lines())
                .containsExactly(said.size() + " incidents: 0 gained, 0 lost, 0 with another cause, 0 with another"
                        + " confidence; right 0 of 0 whose cause is known");
    }

    @Test
    void tellsWhatIsGainedLostAndChanged() {
        var then = new ArrayList<>(said);
        then.remove(stub);
        var other = then.removeFirst();
        then.add(new Said(other.incident(), "disk-full", 0.9));
        var surer = then.removeFirst();
        then.add(new Said(surer.incident(), surer.cause(), 0.11));
        then.add(new Said("gone", "aborted", 0.8));

        var comparison = compare(then, null, null);

        assertThat(comparison.differs()).isTrue();
        assertThat(comparison.lines())
                .contains("r: incident " + stub.incident() + ": gained: address-in-use 0.90")
                .contains("r: incident gone: lost: it was aborted 0.80")
                .anyMatch(line -> line.contains(": another cause: " + other.cause()) && line.endsWith("disk-full 0.90"))
                .anyMatch(line -> line.contains(": another confidence: ") && line.endsWith(" 0.11"))
                .last()
                .asString()
                .contains(": 1 gained, 1 lost, 1 with another cause, 1 with another confidence");
    }

    @Test
    void tellsWhatIsNotTheTrueCauseAndWhatPeopleSaidIsWrong() {
        assertThat(compare(said, "address-in-use", null).differs()).isFalse();
        assertThat(compare(said, "stale-image", null).lines())
                .contains("r: incident " + stub.incident()
                        + ": as it was: address-in-use 0.90: wrong, it is stale-image");

        assertThat(compare(said, null, verdict("address-in-use")).lines())
                .contains("r: incident " + stub.incident()
                        + ": as it was: address-in-use 0.90: still what somebody said is wrong (really stale-image)");
        assertThat(compare(said, null, verdict("aborted")).differs()).isFalse();
    }

    @Test
    void comparesARangeWithTheSameRevisionsOfTheTopics() {
        var half = revisions.subList(0, revisions.size() / 2);

        assertThat(Comparison.of(half, revisions, half::contains, Map.of()).differs())
                .isFalse();
        assertThat(Comparison.of(half, half, half::contains, Map.of(stub.incident(), verdict("address-in-use")))
                        .differs())
                .isTrue();
        assertThat(Comparison.of(List.of(), half, half::contains, Map.of()).lines())
                .isNotEmpty()
                .anyMatch(line -> line.contains(": lost: "));
        assertThat(Comparison.of(List.of(), half, one -> false, Map.of()).differs())
                .isFalse();
    }

    @Test
    void writesHowOftenACauseWasRight() {
        var page = Reliability.page(compare(said, "address-in-use", null));

        assertThat(page)
                .contains("| `address-in-use` | 1 | 0.90 | 1 | 100 % |")
                .contains("| all | 1 | 0.90 | 1 | 100 % |")
                .contains("| 0.90 and more | 1 | 0.90 | 1 | 100 % |");
    }

    private Verdict verdict(String wrong) {
        return new Verdict(1, stub.incident(), 1, wrong, "stale-image", "", "", Instant.EPOCH);
    }

    private Comparison compare(List<Said> then, @Nullable String expected, @Nullable Verdict verdict) {
        var header = new Header(
                1,
                Header.TYPE,
                "",
                "",
                stub.incident(),
                "w",
                null,
                null,
                60,
                false,
                List.of(),
                then,
                expected,
                verdict);
        return Comparison.of(Map.of(new Recording("r", header, plain.entries()), Answers.of(revisions)));
    }
}
