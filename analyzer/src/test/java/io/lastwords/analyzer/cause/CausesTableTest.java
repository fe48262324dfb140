package io.lastwords.analyzer.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.CauseName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/causes.md equal to the registry. To write it anew: {@code mvn -pl analyzer -am test -Dtest=CausesTableTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dlastwords.docs.write=true}.
 */
final class CausesTableTest {
    private static final Path FILE = Path.of("..", "docs", "causes.md");

    @Test
    void showsEveryCauseOfTheRegistry() throws Exception {
        String table = table();
        if (Boolean.getBoolean("lastwords.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, table);
        }
        assertThat(Files.readString(FILE)).isEqualTo(table);
    }

    private static String table() {
        var text = new StringBuilder("""
                # Causes

                Generated from the registry by `CausesTableTest`, which fails where this file and the code differ.

                The answer is the likeliest; a more specific cause leads a general one that also holds.

                | cause | what it says | when it speaks | |
                |---|---|---|---|
                """);
        for (Cause cause : Causes.all().causes()) {
            row(text, cause.name(), cause.says(), cause.when(), cause.general());
        }
        row(
                text,
                CauseName.UNEXPLAINED,
                "Nothing that Lastwords knows explains this end.",
                "nothing else is likelier than not",
                true);
        return text.append("""

                `host-restarted` is said of a whole host, and not of a workload: see the scopes in [topics.md](topics.md).
                """).toString();
    }

    private static void row(StringBuilder text, CauseName name, String says, String when, boolean general) {
        text.append("| `" + name.label() + "` | " + says + " | " + when.replace("|", "\\|") + " | "
                + (general ? "general" : "") + " |\n");
    }
}
