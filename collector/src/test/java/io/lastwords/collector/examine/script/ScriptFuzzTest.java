package io.lastwords.collector.examine.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.Fuzz;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.ScriptFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a script says, it is read to facts. */
class ScriptFuzzTest {
    private static final Masker MASKER = Masker.of(List.of("TOKEN=s3cr3t-value"));
    private static final String[] PARTS = {
        "#!",
        "/bin/sh",
        "/usr/bin/env",
        " ",
        " ",
        "\n",
        "\n",
        "\r\n",
        "exec ",
        "\"$@\"",
        "$*",
        "${A:-b}",
        "${",
        "$(",
        ")",
        "`",
        "'",
        "\"",
        "\\",
        "\\\n",
        ";",
        "&",
        "&&",
        "||",
        "|",
        "<<EOF",
        "EOF",
        ">",
        "2>&1",
        "nginx",
        "service x start",
        "-c",
        "wait",
        "A=b",
        "s3cr3t-value",
        "\u0000",
        "\ufeff",
        "{",
        "}",
        "#",
        "if ",
        "then ",
        "fi"
    };

    @Test
    void standsAnyText() {
        Fuzz.run(random -> take(Fuzz.text(random, 60, PARTS).getBytes(StandardCharsets.UTF_8), random));
    }

    @Test
    void standsNoise() {
        Fuzz.run(random -> {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            take(noise, random);
        });
    }

    @Test
    void standsLongLines() {
        Random random = new Random(7);
        for (String part : PARTS) {
            take(part.repeat(300_000 / part.length()).getBytes(StandardCharsets.UTF_8), random);
        }
    }

    private static void take(byte[] bytes, Random random) {
        var reader = new ScriptReader(bytes, random.nextBoolean());
        ScriptFacts facts = reader.facts(MASKER, null);
        assertThat(facts.text().length()).isLessThanOrEqualTo(8_192);
        assertThat(facts.toString()).doesNotContain("s3cr3t-value");
        reader.program();
        reader.handOver().ifPresent(line -> {
            ShellLine shell = ShellLine.of(line, List.of("a", "", "b c"), name -> name.equals("A") ? "x y" : null);
            assertThat(shell.words().size()).isLessThanOrEqualTo(256);
        });
    }
}
