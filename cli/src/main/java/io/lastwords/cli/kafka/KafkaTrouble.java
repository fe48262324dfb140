package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in one line why a Kafka cannot be used, and what to do about it. */
public final class KafkaTrouble {
    private KafkaTrouble() {}

    /**
     * The line for what a client threw.
     *
     * @param client the properties that it was made with
     */
    public static Failure failure(Map<String, String> client, Throwable thrown) {
        var at = "Kafka at " + client.get("bootstrap.servers");
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            switch (e) {
                case SaslAuthenticationException refused -> {
                    return new Failure(
                            at + " refuses the user or the password (" + text(refused)
                                    + "): check kafka.sasl.mechanism and kafka.sasl.jaas.config",
                            thrown);
                }
                case SslAuthenticationException refused -> {
                    return new Failure(
                            "no TLS with " + at + " (" + text(deepest(refused))
                                    + "): check kafka.ssl.truststore.location and that the certificate names this host",
                            thrown);
                }
                case AuthorizationException refused -> {
                    return new Failure(at + " does not allow it: " + text(refused), thrown);
                }
                default -> {}
            }
        }
        if (thrown.getClass() == KafkaException.class) { // no client came of them; what it does later fails otherwise
            return new Failure("the kafka settings cannot be used: " + text(deepest(thrown)), thrown);
        }
        var last = thrown.getCause() instanceof KafkaException inner ? inner : thrown;
        return thrown instanceof TimeoutException || last instanceof TimeoutException
                ? new Failure(
                        "no Kafka answers at " + client.get("bootstrap.servers")
                                + ": is it up (./lastwords watch brings its own), is --bootstrap-servers right,"
                                + " and kafka.security.protocol?",
                        thrown)
                : new Failure("cannot use " + at + ": " + text(last), thrown);
    }

    private static Throwable deepest(Throwable e) {
        var deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
