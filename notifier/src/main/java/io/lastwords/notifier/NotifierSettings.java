package io.lastwords.notifier;

import io.lastwords.notifier.route.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What the notifier needs to know.
 *
 * @param receivers each with a name of its own; may be empty
 * @param route which of them are told of what
 * @param kafka the Kafka clients' properties, {@code bootstrap.servers} at least
 * @param holdProvisional how long a first notice with an incomplete log, or a changed cause, waits for a better revision
 */
public record NotifierSettings(
        List<ReceiverSettings> receivers, Route route, Map<String, String> kafka, Duration holdProvisional) {
    public NotifierSettings {
        receivers = List.copyOf(receivers);
        kafka = Map.copyOf(kafka);
        if (holdProvisional.isNegative()) {
            throw new IllegalArgumentException("holdProvisional cannot be negative: " + holdProvisional);
        }
        var names = new HashSet<String>();
        for (var receiver : receivers) {
            if (!names.add(receiver.name())) {
                throw new IllegalArgumentException("two receivers are called '" + receiver.name() + "'");
            }
        }
    }
}
