package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OwnWordsTest {
    private static final String SCRIPT = """
            #!/bin/sh
            echo "=== Rust Backend Startup ==="
            echo "Binary: $BINARY ($(stat -c %s $BINARY) bytes)"
            [ -x "$BINARY" ] && echo 'Binary exists: YES'
            printf "User will be: %s\\n" "$APP_USER"
            cat <<END
            Working directory as set
            END
            exec "$@"
            """;

    private static OwnWords of(String output) {
        return OwnWords.of(container()
                .looped(0, output)
                .examined(ExaminationBuilder.entrypoint(SCRIPT, CopyBuilder.rust()))
                .build());
    }

    @Test
    void knowsTheScriptsLinesWithTheirVariables() {
        assertThat(of("""
                        === Rust Backend Startup ===
                        Binary: /app/backend (307000 bytes)
                        Binary exists: YES
                        User will be: appuser
                        Working directory as set
                        """)).isEqualTo(OwnWords.ONLY_SCRIPTS);
        assertThat(of("")).isEqualTo(OwnWords.SILENT);
    }

    @Test
    void hearsTheProgramsOwnWord() {
        assertThat(of("=== Rust Backend Startup ===\n[INFO] Starting\n")).isEqualTo(OwnWords.SPOKE);
        assertThat(of("Binary: /app/backend (307000 bytes) and more\n")).isEqualTo(OwnWords.SPOKE);
    }

    @Test
    void claimsNothingOfOutputThatIsNotKnown() {
        var facts = container()
                .run(0, run -> run.log(RunFacts.Log.INCOMPLETE))
                .examined(ExaminationBuilder.program(CopyBuilder.rust()));
        assertThat(OwnWords.of(facts.build())).isEqualTo(OwnWords.UNKNOWN);
    }

    @Test
    void isQuickWhateverTheScript() {
        String hostile = "#!/bin/sh\necho \"x" + "$a-".repeat(1_000) + "y\"\n";
        var facts = container()
                .looped(0, "x" + "-".repeat(490) + "\n")
                .examined(ExaminationBuilder.entrypoint(hostile, CopyBuilder.rust()))
                .build();
        long start = System.nanoTime();
        OwnWords.of(facts);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
}
