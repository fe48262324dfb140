package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Settings.InForce;
import io.lastwords.notifier.Email;
import io.lastwords.notifier.ReceiverSettings;
import io.lastwords.notifier.Secret;
import io.lastwords.notifier.SlackWebhook;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks one receiver, by what its settings themselves refuse. */
final class ReceiverCheck {
    private static final String NAME = "name";
    private static final String ADDRESS = "somebody@example.com";
    private static final Secret SERVER = Secret.of("smtp://localhost");

    private final ReceiverDraft receiver;
    private final Draft draft;
    private final List<InForce> inForce;

    ReceiverCheck(ReceiverDraft receiver, Draft draft, List<InForce> inForce) {
        this.receiver = receiver;
        this.draft = draft;
        this.inForce = inForce;
    }

    /** The receiver; empty, and problems noted, where something is missing. */
    Optional<ReceiverSettings> check() {
        boolean named = named();
        if (!complete() || !named) {
            return Optional.empty();
        }
        return switch (receiver.kind()) {
            case SLACK -> slack();
            case EMAIL -> email();
        };
    }

    private boolean complete() {
        var complete = true;
        for (var field : receiver.kind().fields()) {
            var given = receiver.get(field.key());
            if (given.isEmpty() || given.stream().anyMatch(one -> one.value().isBlank())) {
                var variable =
                        receiver.name().equals(receiver.kind().label()) ? " (or set " + field.variable() + ")" : "";
                draft.problem(receiver.where(), receiver.key(field.key()), "is missing" + variable);
                complete = false;
            } else {
                var value = field.secret()
                        ? "***"
                        : given.stream().map(Given::value).collect(Collectors.joining(", "));
                inForce.add(new InForce(
                        receiver.key(field.key()), value, given.getFirst().where()));
            }
        }
        return complete;
    }

    private Optional<ReceiverSettings> slack() {
        var url = Secret.of(receiver.get("webhookUrl").getFirst().value());
        return sound("webhookUrl", () -> new SlackWebhook(NAME, url))
                ? Optional.of(new SlackWebhook(receiver.name(), url))
                : Optional.empty();
    }

    /** Each part is tried with the others as they should be, so that all that is wrong comes out at once. */
    private Optional<ReceiverSettings> email() {
        var url = Secret.of(receiver.get("smtpUrl").getFirst().value());
        var from = receiver.get("from").getFirst().value();
        var to = receiver.get("to").stream().map(Given::value).toList();
        boolean server = sound("smtpUrl", () -> new Email(NAME, url, ADDRESS, List.of(ADDRESS)));
        boolean sender = sound("from", () -> new Email(NAME, SERVER, from, List.of(ADDRESS)));
        boolean receivers = sound("to", () -> new Email(NAME, SERVER, ADDRESS, to));
        return server && sender && receivers
                ? Optional.of(new Email(receiver.name(), url, from, to))
                : Optional.empty();
    }

    private boolean named() {
        try {
            var unused = new SlackWebhook(receiver.name(), Secret.of("https://localhost"));
            return true;
        } catch (IllegalArgumentException e) {
            draft.problem(receiver.where(), "receivers", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean sound(String field, Supplier<ReceiverSettings> attempt) {
        try {
            var unused = attempt.get();
            return true;
        } catch (IllegalArgumentException e) {
            draft.problem(receiver.get(field).getFirst().where(), receiver.key(field), String.valueOf(e.getMessage()));
            return false;
        }
    }
}
