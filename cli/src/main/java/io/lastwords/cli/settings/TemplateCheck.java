package io.lastwords.cli.settings;

import io.lastwords.notifier.template.InvalidTemplateException;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Templates;
import org.jspecify.annotations.Nullable;

/** Checks a receiver's templates; what is wrong is said with the line, and counts as none. */
final class TemplateCheck {
    private final ReceiverDraft receiver;
    private final Draft draft;

    TemplateCheck(ReceiverDraft receiver, Draft draft) {
        this.receiver = receiver;
        this.draft = draft;
    }

    Templates check() {
        return new Templates(template("title"), template("text"));
    }

    private @Nullable NoticeTemplate template(String field) {
        var values = receiver.get(field);
        if (values.isEmpty()) {
            return null;
        }
        var given = values.getFirst();
        try {
            return NoticeTemplate.parse(given.value());
        } catch (InvalidTemplateException e) {
            var meant = e.known().isEmpty() ? "" : Spelling.suggestion(e.unknown(), e.known());
            draft.problem(given.where(e.line()), receiver.key(field), e.getMessage() + meant);
            return null;
        }
    }
}
