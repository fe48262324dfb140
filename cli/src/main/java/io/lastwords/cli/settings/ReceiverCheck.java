package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Settings.Email;
import io.lastwords.cli.settings.Settings.InForce;
import io.lastwords.cli.settings.Settings.Receiver;
import io.lastwords.cli.settings.Settings.Slack;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one receiver. */
final class ReceiverCheck {
    private final ReceiverDraft receiver;
    private final Draft draft;
    private final List<InForce> inForce;

    ReceiverCheck(ReceiverDraft receiver, Draft draft, List<InForce> inForce) {
        this.receiver = receiver;
        this.draft = draft;
        this.inForce = inForce;
    }

    /** The receiver; empty, and problems noted, where something is missing. */
    Optional<Receiver> check() {
        if (!complete()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (receiver.kind()) {
                    case SLACK -> slack();
                    case EMAIL -> email();
                });
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
                var value = field.secret() ? "***" : String.join(", ", values(field.key()));
                inForce.add(new InForce(
                        receiver.key(field.key()), value, given.getFirst().where()));
            }
        }
        return complete;
    }

    private Receiver slack() {
        var url = url("webhookUrl", Set.of("http", "https"), "https://hooks.slack.com/services/...");
        return new Slack(receiver.name(), url);
    }

    private Receiver email() {
        var url = url("smtpUrl", Set.of("smtp", "smtps"), "smtp://[USER:PASSWORD@]HOST:PORT or smtps://...");
        address("from");
        address("to");
        return new Email(receiver.name(), url, values("from").getFirst(), values("to"));
    }

    private List<String> values(String field) {
        return receiver.get(field).stream().map(Given::value).toList();
    }

    private String url(String field, Set<String> schemes, String example) {
        var given = receiver.get(field).getFirst();
        if (!isUrl(given.value(), schemes)) {
            draft.secretProblem(given, receiver.key(field), "is no URL of this kind: it looks like " + example);
        }
        return given.value();
    }

    private static boolean isUrl(String text, Set<String> schemes) {
        try {
            var url = new URI(text);
            return url.getScheme() != null && schemes.contains(url.getScheme()) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false; // its message repeats the secret
        }
    }

    private void address(String field) {
        for (var given : receiver.get(field)) {
            if (!given.value().matches("[^@\\s<>]+@[^@\\s<>]+|[^<>]*<[^@\\s<>]+@[^@\\s<>]+>")) {
                draft.problem(given, receiver.key(field), "is no mail address");
            }
        }
    }
}
