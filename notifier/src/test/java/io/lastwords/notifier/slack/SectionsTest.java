package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final Pattern ESCAPES = Pattern.compile("&(amp|lt|gt);|<https://example\\.org/[x|]*>");

    @Test
    void oneIsEnoughForAShortText() {
        assertThat(Sections.of(" *a*\n\nb\n")).containsExactly("*a*\n\nb");
    }

    @Test
    void cutsAtLineEndsAndTellsItAll() {
        String text = ("a line of a text, which is long" + "\n").repeat(200);

        var sections = Sections.of(text);

        assertThat(sections).hasSize(3).allMatch(section -> section.endsWith("long"));
        assertThat(String.join("\n", sections)).isEqualTo(text.strip());
    }

    @Test
    void whatIsPreformattedGoesOnAsSuch() {
        var sections =
                Sections.of("Last words:\n```\n" + "x".repeat(99).concat("\n").repeat(50) + "```\nend");

        assertThat(sections).hasSize(2);
        assertThat(sections.get(0)).startsWith("Last words:\n```\n").endsWith("x\n```");
        assertThat(sections.get(1)).startsWith("```\nx").endsWith("x\n```\nend");
    }

    @Test
    void closesWhatIsCutOff() {
        var sections = Sections.of("```" + "x\n".repeat(10_000));

        assertThat(sections.getLast()).endsWith("…\n```");
    }

    @Test
    void staysWithinTheLimitsAndCutsNoMarkup() {
        var pieces = List.of("&amp;", "&lt;", "<https://example.org/xxxx|x>", "```", "\n", " ", "word", "`", "😀");
        var random = new Random(20261121);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            int size = random.nextInt(20_000);
            int favourite = random.nextInt(pieces.size());
            while (text.length() < size) {
                text.append(pieces.get(random.nextBoolean() ? favourite : random.nextInt(pieces.size())));
            }
            var sections = Sections.of(text.toString());
            assertThat(sections.stream().mapToInt(String::length).sum()).isLessThan(12_100);
            for (var section : sections) {
                assertThat(section).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
                assertThat(ESCAPES.matcher(section).replaceAll("")).doesNotContain("&", "<", ">");
                assertThat(section.codePoints()).allMatch(point -> !(point >= 0xd800 && point <= 0xdfff));
            }
        }
    }
}
