package io.lastwords.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.ContainerSettings.Mount;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import io.lastwords.model.topic.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContainerSettingsTest {
    private static final String HUGE = "\u001b\u20ac".repeat(500_000);

    private static ContainerSettings of(
            String text, List<String> words, Map<String, String> labels, List<Mount> mounts, List<String> ports) {
        return new ContainerSettings(
                text,
                text,
                text,
                text,
                words,
                words,
                words,
                text,
                text,
                text,
                false,
                false,
                false,
                false,
                new RestartPolicy(text, 0),
                text,
                10,
                0,
                text,
                labels,
                words,
                mounts,
                ports,
                text,
                text,
                Instant.EPOCH,
                text,
                text,
                false,
                true);
    }

    @Test
    void anHonestContainersAreKeptWhole() {
        var words =
                IntStream.range(0, 100).mapToObj("--option-%d=value"::formatted).toList();
        var ports =
                IntStream.range(0, 500).mapToObj("%1$d->%1$d/tcp"::formatted).toList();
        var labels = Map.of("a", "b".repeat(4_000), "lastwords.job", "true");
        var mounts = Collections.nCopies(100, new Mount("bind", "/srv/some/where", "/data", true, null));

        var settings = of("text", words, labels, mounts, ports);

        assertThat(settings.args()).isEqualTo(words);
        assertThat(settings.environment()).isEqualTo(words);
        assertThat(settings.ports()).isEqualTo(ports);
        assertThat(settings.labels()).isEqualTo(labels);
        assertThat(settings.mounts()).isEqualTo(mounts);
    }

    @Test
    void whateverIsInThemTheyFitManyTimesIntoARecord() {
        var labels = new HashMap<String, String>();
        for (int i = 0; i < 10_000; i++) {
            labels.put("label-" + i, "\u001b]0;" + i);
        }
        labels.put("lastwords.receiver", "team");
        labels.put("com.docker.compose.service", HUGE);
        labels.put(HUGE, "");
        var mounts = Collections.nCopies(10_000, new Mount("volume", HUGE.substring(0, 99), "/" + HUGE, false, "v"));

        var settings = of(HUGE, Collections.nCopies(10_000, HUGE.substring(0, 50)), labels, mounts, List.of(HUGE));

        assertThat(Json.bytes(settings).length).isLessThan(200_000);
        assertThat(settings.labels())
                .hasSizeGreaterThan(1_000)
                .containsEntry("lastwords.receiver", "team")
                .containsKey("com.docker.compose.service");
        assertThat(settings.ports().getFirst().length()).isBetween(2_000, 16_384);
    }
}
