package io.lastwords.collector.examine.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Capture capture(byte[] file, int step, Search search, Capture.Wanted wanted) {
        var capture = new Capture(file.length, wanted, search);
        for (int at = 0; at < file.length; at += step) {
            capture.take(file, at, Math.min(step, file.length - at));
        }
        return capture;
    }

    @Test
    void holdsBeginningEndAndWhatWasWantedBetween() throws Exception {
        byte[] file = new byte[48 << 20];
        new Random(1).nextBytes(file);
        var capture = capture(
                file,
                1_000_003,
                new Search(List.of()),
                held -> List.of(
                        new Capture.Range(20 << 20, 4_096), new Capture.Range(-1, 7), new Capture.Range(1L << 60, 7)));

        HeldBytes held = capture.held();

        assertThat(held.bytes(0, 100)).isEqualTo(Arrays.copyOf(file, 100));
        for (int at : new int[] {(16 << 20) - 8, 20 << 20, (20 << 20) + 4_088, 24 << 20, file.length - 8}) {
            assertThat(held.bytes(at, 8)).isEqualTo(Arrays.copyOfRange(file, at, at + 8));
        }
        assertThat(held.holds(18 << 20, 1)).isFalse();
        assertThatThrownBy(() -> held.at(18 << 20))
                .isInstanceOf(UnheldException.class)
                .hasMessageContaining("not kept");
        assertThatThrownBy(() -> held.number(file.length - 3, 8, true)).hasMessageContaining("beyond the end");
        assertThatThrownBy(() -> held.at(-5)).isInstanceOf(UnheldException.class);
        assertThat(capture.digest())
                .hasValueSatisfying(d -> assertThat(d).startsWith("sha256:").hasSize(71));
    }

    @Test
    void givesNoDigestOfHalfAFile() {
        var capture = new Capture(10, held -> List.of(), new Search(List.of()));
        capture.take(new byte[4], 0, 4);

        assertThat(capture.digest()).isEmpty();
        assertThat(capture.taken()).isEqualTo(4);
    }

    @Test
    void findsTextsWhereverReadsEnd() {
        byte[] wanted = text("listening on port");
        byte[] absent = text("never there");
        byte[] file = text("x".repeat(700) + "listening on port" + "y".repeat(1_300));
        for (int step : new int[] {1, 3, 511, 512, 513, 701, 5_000}) {
            var search = new Search(List.of(wanted, absent));
            capture(file, step, search, held -> List.of()).digest();
            assertThat(search.found(wanted)).as("in steps of %d", step).isTrue();
            assertThat(search.found(absent)).isFalse();
        }
    }

    @Test
    void findsATextAtTheVeryEnd() {
        var search = new Search(List.of(text("end")));
        capture(text("the end"), 2, search, held -> List.of()).digest();

        assertThat(search.found(text("end"))).isTrue();
    }

    @Test
    void tellsTheProjectsSourcesFromThoseOfLibraries() {
        var search = new Search(List.of());
        byte[] file = text("/rustc/59807616e1fa/library/core/src/fmt/mod.rs\0called failedsrc/main.rsunwrap"
                + "/rust/deps/gimli-0.32.3/src/read/abbrev.rs\0/root/.cargo/registry/src/index-1/tokio-1.2.3/src/lib.rs\0"
                + "/build/src/db/pool.rs\0src/main.rs: ok\0/usr/local/go/src/fmt/print.go\0/src/cmd/web/main.go\0crtstuff.c\0"
                + "server.c\0hello.rs\0.rsrc");
        for (int step : new int[] {7, 64, 4_096}) {
            search = new Search(List.of());
            capture(file, step, search, held -> List.of()).digest();
        }

        assertThat(search.sources().project())
                .containsExactly(
                        "/build/src/db/pool.rs", "/src/cmd/web/main.go", "hello.rs", "server.c", "src/main.rs");
        assertThat(search.sources().dependencies()).isEqualTo(1);
        assertThat(search.sources().rust()).isTrue();
        assertThat(search.sources().go()).isTrue();
    }
}
