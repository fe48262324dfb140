package io.lastwords.notifier.template;

import com.samskivert.mustache.Mustache;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.LastWords;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Plain;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the fields are on an occasion. Every text is escaped here, before the engine sees it, so that no kind of tag gets
 * round that; the names are the same on every occasion.
 */
final class Values {
    private static final int WORD = 300;
    private static final int INDENT = 4;

    private final UnaryOperator<String> escape;
    private final Map<Field, Object> values = new EnumMap<>(Field.class);

    private Values(UnaryOperator<String> escape) {
        this.escape = escape;
    }

    /** By name, as the engine wants them. */
    static Map<String, Object> of(Occasion occasion, UnaryOperator<String> escape) {
        var values = new Values(escape);
        values.take(occasion.notice());
        values.text(Field.NOTICE, word(occasion.why()));
        values.take(occasion.about());
        values.values.put(Field.INDENT, work(Values::indent));
        values.values.put(Field.UPPER, work(text -> text.toUpperCase(Locale.ROOT)));
        var named = new HashMap<String, Object>();
        for (var field : Field.values()) {
            named.put(field.label(), values.values.getOrDefault(field, ""));
        }
        return named;
    }

    private void take(Notice notice) {
        text(Field.TITLE, notice.title());
        text(Field.NAME, notice.name());
        text(Field.HOST, notice.host());
        text(Field.HAPPENED, notice.happened());
        text(Field.HEADLINE, notice.headline());
        texts(Field.FACTS, notice.facts());
        var cause = notice.cause();
        if (cause != null) {
            values.put(
                    Field.CAUSE,
                    group(Field.CAUSE, cause.label(), cause.confidence(), cause.summary(), cause.others()));
        }
        texts(Field.EVIDENCE, notice.evidence());
        text(Field.EVIDENCE_TITLE, notice.evidenceTitle());
        texts(Field.RULED_OUT, notice.ruledOut());
        texts(Field.FIX, notice.fix());
        text(Field.FIX_TITLE, notice.fixTitle());
        text(Field.LAST_WORDS, LastWords.text(notice.lastWords(), LastWords.MOST));
        values.put(
                Field.ANSWERS,
                notice.answers().stream()
                        .map(answer -> group(Field.ANSWERS, answer.what(), answer.command()))
                        .toList());
        texts(Field.FOOTER, notice.footer());
        text(Field.MOOD, word(notice.mood()));
    }

    /** Of a digest only what all have in common. */
    private void take(List<Diagnosis> about) {
        var first = about.getFirst();
        text(Field.STATUS, word(first.status()));
        text(
                Field.SEVERITY,
                word(about.stream()
                        .map(Diagnosis::severity)
                        .min(Enum::compareTo)
                        .orElseThrow()));
        if (about.size() > 1) {
            return;
        }
        text(Field.SCOPE, word(first.scope()));
        raw(Field.INCIDENT, first.incident());
        var workload = first.workload();
        if (workload != null) {
            raw(Field.WORKLOAD, workload.id());
            raw(Field.CONTAINER, workload.containerName());
        }
        var sample = first.sample();
        if (sample != null) {
            raw(Field.IMAGE, sample.image());
        }
    }

    /** What is not from the notice, whose texts are clean and bounded already. */
    private void raw(Field field, @Nullable String text) {
        text(field, text == null ? "" : Plain.line(text, WORD));
    }

    private void text(Field field, String text) {
        values.put(field, escape.apply(text));
    }

    private void texts(Field field, List<String> texts) {
        values.put(field, texts.stream().map(escape).toList());
    }

    private Map<String, Object> group(Field field, String... texts) {
        var group = new HashMap<String, Object>();
        for (int i = 0; i < texts.length; i++) {
            group.put(field.inner().get(i), escape.apply(texts[i]));
        }
        return group;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Each line, with a newline at the end only where there was one. */
    private static String indent(String text) {
        String indented = text.indent(INDENT);
        return text.endsWith("\n") || indented.isEmpty() ? indented : indented.substring(0, indented.length() - 1);
    }

    private static Mustache.Lambda work(UnaryOperator<String> work) {
        return (fragment, out) -> out.write(work.apply(NoticeTemplate.bounded(fragment::execute)));
    }
}
