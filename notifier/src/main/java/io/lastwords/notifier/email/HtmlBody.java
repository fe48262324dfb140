package io.lastwords.notifier.email;

import io.lastwords.notifier.notice.LastWords;
import io.lastwords.notifier.notice.Notice;
import java.util.List;

/** A notice as HTML that mail programs show alike: inline styles, no image, no script, nothing fetched. */
final class HtmlBody {
    private static final String PRE = "<pre style=\"margin:0;padding:10px 12px;background:#f4f4f5;color:#18181b;"
            + "border-radius:4px;font:13px/1.45 ui-monospace,Consolas,Menlo,monospace;"
            + "white-space:pre-wrap;overflow-wrap:anywhere\">";

    private HtmlBody() {}

    static String of(Notice notice) {
        var html = new StringBuilder(4_096);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(notice.title()))
                .append("</title></head>\n<body style=\"margin:0;padding:16px;color:#18181b;background:#ffffff;")
                .append("font:15px/1.5 system-ui,'Segoe UI',Helvetica,Arial,sans-serif\">\n")
                .append("<div style=\"max-width:720px;border-left:4px solid ")
                .append(colour(notice.mood()))
                .append(";padding-left:16px\">\n<h1 style=\"margin:0 0 8px;font-size:20px;line-height:1.3\">")
                .append(escape(notice.title()))
                .append("</h1>\n");
        paragraph(html, headline(notice));
        var cause = notice.cause();
        if (cause != null) {
            title(html, "Cause");
            paragraph(
                    html,
                    "<strong>%s</strong> – %s<br>%s%s"
                            .formatted(
                                    escape(cause.label()),
                                    escape(cause.confidence()),
                                    escape(cause.summary()),
                                    cause.others().isEmpty() ? "" : "<br>" + escape(cause.others())));
        }
        list(html, notice.evidenceTitle(), notice.evidence());
        list(html, "Ruled out", notice.ruledOut());
        if (!notice.fix().isEmpty()) {
            title(html, notice.fixTitle());
            preformatted(html, String.join("\n", notice.fix()));
        }
        if (!notice.lastWords().isEmpty()) {
            title(html, "Last words");
            preformatted(html, LastWords.text(notice.lastWords(), LastWords.MOST));
        }
        for (var answer : notice.answers()) {
            html.append("<p style=\"margin:16px 0 0;font-size:12px\">")
                    .append(escape(answer.what()))
                    .append(": <code>")
                    .append(escape(answer.command()))
                    .append("</code></p>\n");
        }
        html.append("<p style=\"margin:16px 0 0;color:#71717a;font-size:12px\">")
                .append(escape(String.join("  ·  ", notice.footer())))
                .append("</p>\n</div>\n</body></html>\n");
        return html.toString();
    }

    private static String headline(Notice notice) {
        return "<strong>%s</strong> on <strong>%s</strong> %s.%s"
                .formatted(
                        escape(notice.name()),
                        escape(notice.host()),
                        escape(notice.happened()),
                        notice.facts().isEmpty() ? "" : "<br>" + escape(String.join(" ", notice.facts())));
    }

    private static String colour(Notice.Mood mood) {
        return switch (mood) {
            case CRITICAL -> "#dc2626";
            case WARNING -> "#d97706";
            case GOOD -> "#16a34a";
        };
    }

    private static void title(StringBuilder html, String title) {
        html.append("<h2 style=\"margin:16px 0 4px;font-size:14px;color:#52525b\">")
                .append(title)
                .append("</h2>\n");
    }

    private static void paragraph(StringBuilder html, String inner) {
        html.append("<p style=\"margin:0\">").append(inner).append("</p>\n");
    }

    private static void preformatted(StringBuilder html, String text) {
        html.append(PRE).append(escape(text)).append("</pre>\n");
    }

    private static void list(StringBuilder html, String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        title(html, title);
        html.append("<ul style=\"margin:0;padding-left:20px\">\n");
        items.forEach(item -> html.append("<li>").append(escape(item)).append("</li>\n"));
        html.append("</ul>\n");
    }

    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
