package io.lastwords.notifier;

import io.lastwords.notifier.template.Templates;
import java.util.regex.Pattern;

/** Somebody to tell. Every implementation refuses, in its constructor, what could not work, in one line. */
public sealed interface ReceiverSettings permits SlackWebhook, SlackBot, Email, Webhook, Alertmanager {
    /** Part of the deliveries' keys and of the consumer group's name, so it must stay the same over restarts. */
    String name();

    /** Its own words; {@link Templates#NONE} where it has none. */
    Templates templates();

    /** Refuses a name that would not do as part of a key or of a group's name. */
    static void checkName(String name) {
        if (!Names.VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a receiver's name has 1 to 60 letters, digits, dots, dashes or underscores: '" + name + "'");
        }
    }

    /** What names may be. */
    final class Names {
        private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,60}");

        private Names() {}
    }
}
