package io.lastwords.notifier.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.Templates;

/**
 * What a webhook gets, documented in docs/configuration.md.
 *
 * @param notice why it is sent
 * @param title a few words
 * @param text the whole notice as a person reads it
 * @param diagnosis as it is in {@code lastwords.diagnoses}
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record WebhookNotice(
        @JsonInclude int schema,
        String receiver,
        Delivery.Notice notice,
        boolean test,
        String title,
        String text,
        Diagnosis diagnosis) {
    private static final int SCHEMA = 1;

    static WebhookNotice of(Message message, Templates templates) {
        var occasion = message.occasion();
        return new WebhookNotice(
                SCHEMA,
                message.receiver(),
                message.why(),
                message.test(),
                templates.title(occasion),
                templates.text(occasion),
                message.diagnosis());
    }
}
