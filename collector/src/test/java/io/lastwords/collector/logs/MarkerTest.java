package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private static boolean in(String marker, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Marker.of(marker).in(bytes, 0, bytes.length, bytes.length);
    }

    @Test
    void anExpressionThatWouldBacktrackForEverIsMatchedInLinearTime() {
        long began = System.nanoTime();
        for (String forever :
                List.of("/^(a+)+$/", "/^(a|aa)+$/", "/^(a|a?)+$/", "/(.*a){20}/", "/^(([a-z])+.)+[A-Z]([a-z])+$/")) {
            assertThat(in(forever, "a".repeat(16_000) + "!")).as(forever).isEqualTo(forever.contains("{20}"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatCannotBeAMarkerIsRefusedInOneLine() {
        for (String absurd : List.of(
                "",
                "/(/",
                "/(?=a)/",
                "/\u001b[2J\n(/",
                "/a{1001}/",
                "/((a{1000}){1000}){1000}/",
                "/" + "(".repeat(900) + "/",
                "/" + "(".repeat(100_000) + ")".repeat(100_000) + "/",
                "x".repeat(1_001))) {
            assertThatThrownBy(() -> Marker.of(absurd))
                    .as(absurd.substring(0, Math.min(40, absurd.length())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .hasSizeLessThan(2_200)
                    .doesNotContain("\n", "\u001b");
        }
    }

    @Test
    void countsThatPeopleWriteAreNotTooMany() {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

        assertThat(in("/^\\d{4}-\\d{2}-\\d{2}T(\\d{2}[:.]){3}\\d{3,9}Z " + uuid + " .{1,200}ready$/", """
                2026-11-21T02:00:00.123Z 123e4567-e89b-12d3-a456-426614174000 web is ready"""))
                .isTrue();
        assertThat(in("/a{,b}[]{5}x]{2}/", "a{,b}x]".replace("x]", "x5"))).isTrue();
    }

    @Test
    void aDeepExpressionIsOne() {
        assertThat(in("/" + "(".repeat(400) + "ready" + ")".repeat(400) + "/", "now ready"))
                .isTrue();
    }
}
