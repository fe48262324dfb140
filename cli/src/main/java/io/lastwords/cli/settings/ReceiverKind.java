package io.lastwords.cli.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of receivers and what may be said of each. */
@SuppressWarnings("ImmutableEnumChecker") // the list is an unmodifiable one
enum ReceiverKind {
    SLACK(
            "slack",
            Field.secret("webhookUrl", "LASTWORDS_SLACK_WEBHOOK_URL"),
            Field.secret("botToken", "LASTWORDS_SLACK_BOT_TOKEN"),
            Field.plain("channel", "LASTWORDS_SLACK_CHANNEL"),
            Field.plain("apiUrl", "LASTWORDS_SLACK_API_URL"),
            Field.TITLE,
            Field.TEXT),
    EMAIL(
            "email",
            Field.secret("smtpUrl", "LASTWORDS_SMTP_URL"),
            Field.plain("from", "LASTWORDS_EMAIL_FROM"),
            Field.list("to", "LASTWORDS_EMAIL_TO"),
            Field.TITLE,
            Field.TEXT),
    WEBHOOK(
            "webhook",
            Field.secret("url", "LASTWORDS_WEBHOOK_URL"),
            Field.secret("authorization", "LASTWORDS_WEBHOOK_AUTHORIZATION"),
            Field.secretList("headers", "LASTWORDS_WEBHOOK_HEADERS"),
            Field.TITLE,
            Field.TEXT),
    ALERTMANAGER(
            "alertmanager",
            Field.plain("url", "LASTWORDS_ALERTMANAGER_URL"),
            Field.secret("authorization", "LASTWORDS_ALERTMANAGER_AUTHORIZATION"),
            Field.TITLE,
            Field.TEXT);

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
     * @param variable what sets it without a file; null for a template, which only a file has room for
     */
    record Field(
            String key,
            boolean secret,
            boolean many,
            @Nullable String variable) {
        static final Field TITLE = new Field("title", false, false, null);
        static final Field TEXT = new Field("text", false, false, null);

        /** Whether its value may also be in a file of its own. */
        boolean fromFile() {
            return secret || template();
        }

        boolean template() {
            return variable == null;
        }

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

    /** Every key that may be in the file: what may be in a file of its own also with {@code File} behind it. */
    List<String> keys() {
        return fields.stream()
                .flatMap(field ->
                        field.fromFile() ? Stream.of(field.key(), field.key() + "File") : Stream.of(field.key()))
                .toList();
    }

    static Optional<ReceiverKind> of(String label) {
        return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
