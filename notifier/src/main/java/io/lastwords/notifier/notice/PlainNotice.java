package io.lastwords.notifier.notice;

import java.util.List;
import java.util.Locale;

/** A notice as plain text: for mail readers without HTML, for the preview line, for programs. */
public final class PlainNotice {
    public static final int LAST_WORDS = 8_000;

    private PlainNotice() {}

    public static String text(Notice notice) {
        var text = new StringBuilder();
        text.append(notice.headline()).append('\n');
        if (!notice.facts().isEmpty()) {
            text.append(String.join(" ", notice.facts())).append('\n');
        }
        var cause = notice.cause();
        if (cause != null) {
            text.append("\nCAUSE: ")
                    .append(cause.label())
                    .append(" (")
                    .append(cause.confidence())
                    .append(")\n");
            text.append(cause.summary()).append('\n');
            if (!cause.others().isEmpty()) {
                text.append(cause.others()).append('\n');
            }
        }
        list(text, notice.evidenceTitle().toUpperCase(Locale.ROOT), notice.evidence());
        list(text, notice.evidence().isEmpty() ? "RULED OUT" : "", notice.ruledOut());
        if (!notice.fix().isEmpty()) {
            text.append('\n')
                    .append(notice.fixTitle().toUpperCase(Locale.ROOT))
                    .append('\n')
                    .append(String.join("\n", notice.fix()).indent(4));
        }
        if (!notice.lastWords().isEmpty()) {
            text.append("\nLAST WORDS\n")
                    .append(LastWords.text(notice.lastWords(), LAST_WORDS).indent(4));
        }
        notice.answers()
                .forEach(answer -> text.append('\n')
                        .append(answer.what())
                        .append(":\n")
                        .append(answer.command().indent(4)));
        if (!notice.footer().isEmpty()) {
            text.append("\n-- \n").append(String.join("\n", notice.footer())).append('\n');
        }
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        if (!title.isEmpty()) {
            text.append('\n').append(title).append('\n');
        }
        items.forEach(item -> text.append("- ").append(item).append('\n'));
    }
}
