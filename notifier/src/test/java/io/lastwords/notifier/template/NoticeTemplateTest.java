package io.lastwords.notifier.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lastwords.notifier.Diagnoses;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{name}} on {{host}}: {{cause.label}} | shop/backend on host1: stub-binary
            {{#cause}}{{label}}, {{confidence}}{{/cause}} | stub-binary, almost certain, 97 %
            {{severity}} {{scope}} {{status}} {{notice}} {{mood}} | critical workload open opened critical
            {{incident}} {{workload}} {{container}} {{image}} | i-7f3a host1/shop/backend/1 shop-backend-1 shop/backend:2.3
            {{#evidence}}{{-index}}:{{.}} {{/evidence}} | 1:its main function is 1 byte long. 2:the marker 'Server listening' is not in the executable. 3:all 7 runs ended with 0 after about 21 ms.
            {{#answers}}{{command}}{{^-last}}; {{/-last}}{{/answers}} | ./lastwords silence add workload=host1/shop/backend/1 --for 2h; ./lastwords incidents i-7f3a --wrong stub-binary
            {{#upper}}{{fixTitle}}{{/upper}} | WHAT MENDS IT
            {{#cause.others}}{{.}}{{/cause.others}} | Otherwise main-not-reached (only a guess, 2 %).
            a{{! a remark with {{ in it }}b | ab
            {"text": {"title": "{{{name}}}{{& host}}"}} | {"text": {"title": "shop/backendhost1"}}
            {{#lastWords}}{{#indent}}{{.}}{{/indent}}{{/lastWords}} | '    [entrypoint] starting backend
                [entrypoint] executing /app/backend'
            """)
    void tellsTheFields(String template, String told) {
        assertThat(fill(template, Occasions.opened(Diagnoses.open(1)))).isEqualToIgnoringWhitespace(told);
    }

    @Test
    void aSectionIsLeftOutWhereThereIsNothingToTell() {
        var template =
                "{{#cause}}cause{{/cause}}{{^cause}}no cause{{/cause}}{{#fix}}fix{{/fix}}{{#workload}} of {{.}}{{/workload}}";

        assertThat(fill(template, Occasions.opened(Diagnoses.resolved(2))))
                .isEqualTo("no cause of host1/shop/backend/1");
        assertThat(fill(template, Occasions.named("digest"))).isEqualTo("no cause");
        assertThat(fill("{{cause.label}}", Occasions.named("digest"))).isEmpty();
    }

    @Test
    void linesThatHoldOnlyTagsAreNoLines() {
        var template = "{{#facts}}\r\n- {{.}}\r\n{{/facts}}\r\nend";

        assertThat(fill(template, Occasions.opened(Diagnoses.open(1))))
                .isEqualTo("- A run lasts about 21 ms.\n- The line that says its program has started never came.\nend");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{titel}}                             | 1 | there is no field 'titel'
            x~{{#cause}}~{{labl}}{{/cause}}       | 3 | there is no field 'labl'
            {{cause.nane}}                        | 1 | there is no field 'cause.nane'
            {{command}}                           | 1 | there is no field 'command'
            {{title.length}}                      | 1 | there is no field 'title.length'
            {{#title}}{{length}}{{/title}}        | 1 | there is no field 'length'
            {{class}}                             | 1 | there is no field 'class'
            {{}}                                  | 1 | there is no field ''
            {{facts}}                             | 1 | 'facts' is a list: write {{#facts}}{{.}}{{/facts}}
            {{cause}}                             | 1 | 'cause' is no text: write {{#cause}}{{label}}{{/cause}}
            {{indent}}                            | 1 | 'indent' is a section: write {{#indent}}...{{/indent}}
            {{^upper}}{{/upper}}                  | 1 | 'upper' has no contrary
            {{.}}                                 | 1 | '.' is a text of the list around it, and here is none
            {{#cause}}{{this}}{{/cause}}          | 1 | 'this' is a text of the list around it, and here is none
            {{#-first}}x{{/-first}}               | 1 | '-first' tells of the list around it, and here is none
            {{#fix}}~{{#facts}}{{/facts}}{{/fix}} | 2 | 'facts' is a list within a list
            ~~{{#cause}}                          | 3 | 'cause' is opened, and not closed by {{/cause}}
            {{#cause}}~{{/fix}}                   | 2 | 'fix' is closed where 'cause' of line 1 is open
            {{/cause}}                            | 1 | 'cause' is closed, and was not opened
            ~{{title                              | 2 | '{{' is not followed by '}}'
            {{{title}}                            | 1 | '{{' is not followed by '}}}'
            {{> other}}                           | 1 | {{> other}} is no tag here: there are {{x}}, {{#x}}, {{^x}}, {{/x}} and {{! }}
            {{=<% %>=}}                           | 1 | {{=<% %>=}} is no tag here: there are {{x}}, {{#x}}, {{^x}}, {{/x}} and {{! }}
            """)
    void saysInWhichLineWhatIsWrong(String template, int line, String reason) {
        var refused = refused(template.replace('~', '\n'));

        assertThat(refused).hasMessage(reason);
        assertThat(refused.line()).isEqualTo(line);
    }

    @Test
    void saysWhatThereIsInPlaceOfWhatIsNotKnown() {
        assertThat(refused("{{#answers}}{{comand}}{{/answers}}").known()).contains("command", "title", "cause.label");
        assertThat(refused("{{comand}}").known()).contains("title").doesNotContain("command");
        assertThat(refused("{{comand}}").unknown()).isEqualTo("comand");
    }

    @Test
    void hasABound() {
        assertThat(refused("x".repeat(NoticeTemplate.LIMIT + 1))).hasMessageContaining("up to 30000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{title}}",
                "{{{title}}}",
                "{{&title}}",
                "{{#title}}{{.}}{{/title}}",
                "{{#upper}}{{title}}{{/upper}}"
            })
    void noKindOfTagGetsRoundTheEscape(String template) {
        var occasion = Occasions.opened(Occasions.evil());

        assertThat(NoticeTemplate.parse(template).fill(Values.of(occasion, text -> text.replace("<", "&lt;"))))
                .doesNotContain("<")
                .containsIgnoringCase("&lt;!channel>")
                .containsIgnoringCase("{{title}}");
    }

    /** Whatever is accepted can be filled in, on every occasion. */
    @Test
    void whatIsAcceptedNeverFails() {
        var random = new Random(20261121);
        int accepted = 0;
        for (int round = 0; round < 5_000; round++) {
            NoticeTemplate template;
            try {
                template = NoticeTemplate.parse(junk(random));
            } catch (InvalidTemplateException e) {
                continue;
            }
            accepted++;
            for (var occasion : SAMPLES) {
                assertThatCode(() -> template.fill(Values.of(occasion, UnaryOperator.identity())))
                        .as(template.toString())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(accepted).isGreaterThan(200);
    }

    private static final List<Occasion> SAMPLES =
            List.of(Occasions.opened(Diagnoses.open(1)), Occasions.opened(Diagnoses.resolved(2)), Occasions.test());

    private static String junk(Random random) {
        var names = new ArrayList<>(Field.names());
        names.addAll(List.of(".", "this", "-first", "-last", "-index", "label", "what", "command", "host "));
        var out = new StringBuilder();
        var open = new ArrayList<String>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(8)) {
                case 0 -> out.append("{{").append(name).append("}}");
                case 1 -> out.append("{{{ ").append(name).append(" }}}\n");
                case 2 -> out.append("{{&").append(name).append("}}");
                case 3, 4 -> {
                    out.append(random.nextBoolean() ? "{{#" : "{{^")
                            .append(name)
                            .append("}}");
                    open.add(name);
                }
                case 5 -> out.append("\n");
                case 6 -> out.append(random.nextBoolean() ? "}} { x" : "{{! x }}");
                default -> {
                    if (!open.isEmpty()) {
                        out.append("{{/").append(open.removeLast()).append("}}");
                    }
                }
            }
        }
        while (!open.isEmpty()) {
            out.append("{{/").append(open.removeLast()).append("}}");
        }
        return out.toString();
    }

    private static InvalidTemplateException refused(String template) {
        var refused = catchThrowableOfType(InvalidTemplateException.class, () -> NoticeTemplate.parse(template));
        assertThat(refused).as(template).isNotNull();
        return refused;
    }

    private static String fill(String template, Occasion occasion) {
        return NoticeTemplate.parse(template).fill(Values.of(occasion, UnaryOperator.identity()));
    }
}
