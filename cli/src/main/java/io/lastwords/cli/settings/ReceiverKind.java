package io.lastwords.cli.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of receivers and what may be said of each. */
@SuppressWarnings("ImmutableEnumChecker") // the list is an unmodifiable one
enum ReceiverKind {
    SLACK(
            "slack",
            Field.secret("webhookUrl", "LASTWORDS_SLACK_WEBHOOK_URL"),
            Field.secret("botToken", "LASTWORDS_SLACK_BOT_TOKEN"),
            Field.plain("channel", "LASTWORDS_SLACK_CHANNEL"),
            Field.plain("apiUrl", "LASTWORDS_SLACK_API_URL")),
    EMAIL(
            "email",
            Field.secret("smtpUrl", "LASTWORDS_SMTP_URL"),
            Field.plain("from", "LASTWORDS_EMAIL_FROM"),
            Field.list("to", "LASTWORDS_EMAIL_TO")),
    WEBHOOK(
            "webhook",
            Field.secret("url", "LASTWORDS_WEBHOOK_URL"),
            Field.secret("authorization", "LASTWORDS_WEBHOOK_AUTHORIZATION"),
            Field.secretList("headers", "LASTWORDS_WEBHOOK_HEADERS")),
    ALERTMANAGER(
            "alertmanager",
            Field.plain("url", "LASTWORDS_ALERTMANAGER_URL"),
            Field.secret("authorization", "LASTWORDS_ALERTMANAGER_AUTHORIZATION"));

    private final String label;
    private final List<Field> fields;

    ReceiverKind(String label, Field... fields) {
        this.label = label;
        this.fields = List.of(fields);
    }

    /**
     * One thing that a receiver of this kind may have.
     *
     * @param secret never shown, and may come from a file
     * @param many several values: a list in the file, commas in the variable
     * @param variable what sets it without a file
     */
    record Field(String key, boolean secret, boolean many, String variable) {
        private static Field plain(String key, String variable) {
            return new Field(key, false, false, variable);
        }

        private static Field secret(String key, String variable) {
            return new Field(key, true, false, variable);
        }

        private static Field list(String key, String variable) {
            return new Field(key, false, true, variable);
        }

        private static Field secretList(String key, String variable) {
            return new Field(key, true, true, variable);
        }
    }

    /** The word in the file; also the name of the receiver that the variables make. */
    String label() {
        return label;
    }

    List<Field> fields() {
        return fields;
    }

    Optional<Field> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    /** Every key that may be in the file: a secret also with {@code File} behind it. */
    List<String> keys() {
        return fields.stream()
                .flatMap(
                        field -> field.secret() ? Stream.of(field.key(), field.key() + "File") : Stream.of(field.key()))
                .toList();
    }

    static Optional<ReceiverKind> of(String label) {
        return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
