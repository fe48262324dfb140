package io.lastwords.notifier.slack;

import io.lastwords.notifier.notice.LastWords;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Occasion;
import io.lastwords.notifier.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A notice in Block Kit, within Slack's limits: 50 blocks, 150 characters in a header, 3,000 in a section, about 13,200
 * in a message. Every part has a budget of its own, and the budgets together stay below the whole. Text from containers
 * is escaped, and {@code verbatim} keeps Slack from making links and mentions of it; commands and last words go into
 * preformatted rich text, which has no markup that could end it.
 */
final class SlackMessage {
    private static final int HEADER = 150;
    private static final int HEADLINE = 1_200;
    private static final int CAUSE = 1_200;
    private static final int EVIDENCE = 2_500;
    private static final int EVIDENCE_ITEM = 500;
    private static final int EVIDENCE_LEFT = 30;
    private static final int FIX = 2_000;
    static final int LAST_WORDS = 2_500;
    private static final int CONTEXT = 800;
    private static final int ANSWER = 400;
    private static final int FALLBACK = 400;

    /** What a notice says itself of those that it leaves out. */
    private static final Pattern MORE = Pattern.compile("… and (\\d{1,6}) more\\.");

    private SlackMessage() {}

    /** The body of the request, before it becomes JSON. */
    static Map<String, Object> of(Occasion occasion, Templates templates) {
        var notice = occasion.notice();
        var blocks = new ArrayList<Map<String, Object>>();
        String title = sign(notice.mood()) + " " + templates.title(occasion);
        blocks.add(Map.of("type", "header", "text", plain(Plain.lines(title, HEADER))));
        templates
                .ownText(occasion, Mrkdwn::within)
                .ifPresentOrElse(
                        own -> Sections.of(own).forEach(part -> blocks.add(section(part))), () -> tell(notice, blocks));
        return message(occasion, templates, blocks);
    }

    private static void tell(Notice notice, List<Map<String, Object>> blocks) {
        blocks.add(section(headline(notice)));
        var cause = notice.cause();
        if (cause != null) {
            blocks.add(section(cause(cause)));
        }
        if (!notice.evidence().isEmpty() || !notice.ruledOut().isEmpty()) {
            blocks.add(section(evidence(notice)));
        }
        if (!notice.fix().isEmpty()) {
            blocks.add(section("*" + notice.fixTitle() + "*"));
            blocks.add(preformatted(Plain.lines(String.join("\n", notice.fix()), FIX)));
        }
        if (!notice.lastWords().isEmpty()) {
            blocks.add(section("*Last words*"));
            blocks.add(preformatted(LastWords.text(notice.lastWords(), LAST_WORDS)));
        }
        if (!notice.answers().isEmpty()) {
            var small = mrkdwn(notice.answers().stream()
                    .map(answer -> answer.what() + ": " + Mrkdwn.code(answer.command(), ANSWER))
                    .collect(Collectors.joining("\n")));
            blocks.add(Map.of("type", "context", "elements", List.of(small)));
        }
        if (!notice.footer().isEmpty()) {
            var small = mrkdwn(Mrkdwn.escape(String.join("  ·  ", notice.footer()), CONTEXT));
            blocks.add(Map.of("type", "context", "elements", List.of(small)));
        }
    }

    /** What a change or the end says in the thread: the first message, which shows it all, is mended in place. */
    static Map<String, Object> reply(Occasion occasion, Templates templates) {
        var notice = occasion.notice();
        var blocks = new ArrayList<Map<String, Object>>();
        String title = sign(notice.mood()) + " " + Mrkdwn.bold(Plain.line(templates.title(occasion), HEADER), 300);
        var own = templates.ownText(occasion, Mrkdwn::within);
        if (own.isPresent()) {
            blocks.add(section(title));
            Sections.of(own.get()).forEach(part -> blocks.add(section(part)));
            return message(occasion, templates, blocks);
        }
        blocks.add(section(title + "\n" + headline(notice)));
        var cause = notice.cause();
        if (cause != null) {
            blocks.add(section(cause(cause)));
        }
        return message(occasion, templates, blocks);
    }

    private static Map<String, Object> message(
            Occasion occasion, Templates templates, List<Map<String, Object>> blocks) {
        var notice = occasion.notice();
        var told = templates.ownTitle(occasion).orElseGet(() -> fallback(notice));
        return Map.of(
                "text",
                Mrkdwn.escape(sign(notice.mood()) + " " + told, FALLBACK),
                "blocks",
                blocks,
                "unfurl_links",
                false,
                "unfurl_media",
                false);
    }

    private static String sign(Notice.Mood mood) {
        return switch (mood) {
            case CRITICAL -> "🚨";
            case WARNING -> "⚠️";
            case GOOD -> "✅";
        };
    }

    private static String fallback(Notice notice) {
        var cause = notice.cause();
        return cause == null
                ? notice.headline()
                : notice.headline() + " Cause: " + cause.label() + " (" + cause.confidence() + ").";
    }

    private static String headline(Notice notice) {
        String facts = String.join(" ", notice.facts());
        String told = Mrkdwn.bold(notice.name(), 200)
                + " on "
                + Mrkdwn.bold(notice.host(), 200)
                + " "
                + Mrkdwn.escape(notice.happened() + ".", 300);
        return facts.isEmpty() ? told : told + "\n" + Mrkdwn.escape(facts, HEADLINE - told.length() - 1);
    }

    private static String cause(Notice.Cause cause) {
        String told = "*Cause:* " + Mrkdwn.code(cause.label(), 200) + " – " + cause.confidence() + "\n"
                + Mrkdwn.escape(cause.summary(), CAUSE - 400);
        return cause.others().isEmpty() ? told : told + " " + Mrkdwn.escape(cause.others(), 180);
    }

    private static String evidence(Notice notice) {
        var told = new StringBuilder("*" + notice.evidenceTitle() + "*");
        int left = append(told, "\n• ", notice.evidence()) + append(told, "\n◦ ", notice.ruledOut());
        if (left > 0) {
            told.append("\n… and ").append(left).append(" more.");
        }
        return told.toString();
    }

    /** Says for how many there is no room. */
    private static int append(StringBuilder told, String bullet, List<String> items) {
        int left = 0;
        for (var item : items) {
            int room = EVIDENCE - EVIDENCE_LEFT - told.length() - bullet.length();
            if (room > 40) {
                told.append(bullet).append(Mrkdwn.escape(item, Math.min(room, EVIDENCE_ITEM)));
            } else {
                var more = MORE.matcher(item);
                left += more.matches() ? Integer.parseInt(more.group(1)) : 1;
            }
        }
        return left;
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }

    private static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", mrkdwn(text));
    }

    private static Map<String, Object> preformatted(String text) {
        var element = Map.of("type", "text", "text", text.isBlank() ? "(empty)" : text);
        return Map.of(
                "type",
                "rich_text",
                "elements",
                List.of(Map.of("type", "rich_text_preformatted", "elements", List.of(element))));
    }
}
