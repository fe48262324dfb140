package io.lastwords.notifier;

import io.lastwords.notifier.route.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the notifier needs to know.
 *
 * @param receivers each with a name of its own; may be empty
 * @param route which of them are told of what
 * @param kafka the Kafka clients' properties, {@code bootstrap.servers} at least
 * @param holdProvisional how long a first notice with an incomplete log, or a changed cause, waits for a better revision
 * @param instance what this notifier is called among several that share the receivers: the same after a restart, and
 *     never that of another one
 */
public record NotifierSettings(
        List<ReceiverSettings> receivers,
        Route route,
        Map<String, String> kafka,
        Duration holdProvisional,
        String instance) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public NotifierSettings {
        receivers = List.copyOf(receivers);
        kafka = Map.copyOf(kafka);
        if (holdProvisional.isNegative()) {
            throw new IllegalArgumentException("holdProvisional cannot be negative: " + holdProvisional);
        }
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("no name for a notifier: '" + instance + "'");
        }
        var names = new HashSet<String>();
        for (var receiver : receivers) {
            if (!names.add(receiver.name())) {
                throw new IllegalArgumentException("two receivers are called '" + receiver.name() + "'");
            }
        }
    }
}
