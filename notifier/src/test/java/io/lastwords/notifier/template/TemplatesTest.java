package io.lastwords.notifier.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.notifier.Diagnoses;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Occasion OPEN = Occasions.opened(Diagnoses.open(1));

    @Test
    void titlesAreOneLine() {
        assertThat(templates("{{name}}\n\n{{severity}}\t!", null).title(OPEN)).isEqualTo("shop/backend  critical    !");
        assertThat(templates("{{headline}}".repeat(50), null).title(OPEN))
                .hasSize(300)
                .endsWith("…");
    }

    @Test
    void whatComesOutBlankCountsAsNone() {
        var blank = templates("{{^name}}nobody{{/name}} ", "\n{{^name}}nobody{{/name}}\n");

        assertThat(blank.title(OPEN)).isEqualTo("shop/backend keeps dying: stub-binary");
        assertThat(blank.ownText(OPEN, UnaryOperator.identity())).isEmpty();
        assertThat(blank.text(OPEN)).isEqualTo(Templates.NONE.text(OPEN));
    }

    @Test
    void aTestSaysThatItIsOneInAnyWords() {
        var own = templates("{{name}} died", "{{name}} is dead");
        var quoting = templates("{{title}}!", "{{#facts}}{{.}} {{/facts}}");

        assertThat(own.title(Occasions.test())).isEqualTo("Test, nothing died: shop/backend died");
        assertThat(own.text(Occasions.test()))
                .isEqualTo(
                        "This is a test of Lastwords: nothing died, and there is nothing to do.\n\nshop/backend is dead");
        assertThat(quoting.title(Occasions.test()))
                .isEqualTo("Test, nothing died: shop/backend keeps dying: stub-binary!");
        assertThat(quoting.text(Occasions.test()))
                .startsWith("This is a test of Lastwords")
                .doesNotContain("\n");
    }

    @Test
    void everyFieldHasAValueOnEveryOccasion() {
        Occasions.all().forEach((name, occasion) -> {
            var values = Values.of(occasion, UnaryOperator.identity());
            assertThat(values.keySet())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(Field.names().stream()
                            .filter(field -> !field.contains("."))
                            .toList());
            if (values.get("cause") instanceof Map<?, ?> cause) {
                assertThat(cause).hasSize(Field.CAUSE.inner().size());
            }
        });
    }

    private static Templates templates(@Nullable String title, @Nullable String text) {
        return new Templates(
                title == null ? null : NoticeTemplate.parse(title), text == null ? null : NoticeTemplate.parse(text));
    }
}
