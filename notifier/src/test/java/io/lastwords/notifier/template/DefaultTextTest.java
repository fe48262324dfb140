package io.lastwords.notifier.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a notice reads like as plain text, letter by letter. */
class DefaultTextTest {
    @ParameterizedTest
    @MethodSource("names")
    void readsAsItAlwaysDid(String name) throws IOException {
        assertThat(Templates.NONE.text(Occasions.named(name))).isEqualTo(recorded(name));
    }

    @Test
    void endsWithASignWhereItIsLongerThanAnybodyReads() {
        var text = new Templates(null, NoticeTemplate.parse("{{lastWords}}".repeat(1_000)))
                .text(Occasions.named("many-lines"));

        assertThat(text).hasSize(NoticeTemplate.LIMIT).endsWith("…");
    }

    static Set<String> names() {
        return Occasions.all().keySet();
    }

    private static String recorded(String name) throws IOException {
        try (var in = DefaultTextTest.class.getResourceAsStream("/plain-text/" + name + ".txt")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
