package io.lastwords.cli.settings;

import io.lastwords.cli.settings.Settings.InForce;
import io.lastwords.notifier.Alertmanager;
import io.lastwords.notifier.Email;
import io.lastwords.notifier.ReceiverSettings;
import io.lastwords.notifier.Secret;
import io.lastwords.notifier.SlackBot;
import io.lastwords.notifier.SlackWebhook;
import io.lastwords.notifier.Webhook;
import io.lastwords.notifier.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks one receiver, by what its settings themselves refuse. */
final class ReceiverCheck {
    private static final String NAME = "name";
    private static final String ADDRESS = "somebody@example.com";
    private static final Secret TOKEN = Secret.of("xoxb-");
    private static final String LOCAL = "http://localhost";
    private static final Secret SITE = Secret.of(LOCAL);
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
        boolean filled = filled();
        if (!filled || !named) {
            return Optional.empty();
        }
        var templates = new TemplateCheck(receiver, draft).check();
        return switch (receiver.kind()) {
            case SLACK -> slack(templates);
            case EMAIL -> email(templates);
            case WEBHOOK -> webhook(templates);
            case ALERTMANAGER -> alertmanager(templates);
        };
    }

    /** Notes what is in force; false where something was said to be nothing. */
    private boolean filled() {
        var filled = true;
        for (var field : receiver.kind().fields()) {
            var given = receiver.get(field.key());
            if (given.stream().anyMatch(one -> one.value().isBlank())) {
                missing(field.key());
                filled = false;
            } else if (!given.isEmpty()) {
                inForce.add(new InForce(
                        receiver.key(field.key()),
                        shown(field, given),
                        given.getFirst().where()));
            }
        }
        return filled;
    }

    private static String shown(ReceiverKind.Field field, List<Given> given) {
        if (field.secret()) {
            return "***";
        }
        if (field.template()) {
            var lines = given.getFirst().value().strip().lines().toList();
            return lines.getFirst() + (lines.size() == 1 ? "" : " …");
        }
        return given.stream().map(Given::value).collect(Collectors.joining(", "));
    }

    private boolean complete(String... fields) {
        var complete = true;
        for (var field : fields) {
            if (receiver.get(field).isEmpty()) {
                missing(field);
                complete = false;
            }
        }
        return complete;
    }

    private void missing(String field) {
        var variable = receiver.kind()
                .field(field)
                .filter(one -> receiver.name().equals(receiver.kind().label()))
                .flatMap(one -> Optional.ofNullable(one.variable()))
                .map(name -> " (or set " + name + ")")
                .orElse("");
        draft.problem(receiver.where(), receiver.key(field), "is missing" + variable);
    }

    private Optional<ReceiverSettings> slack(Templates templates) {
        boolean webhook = given("webhookUrl");
        boolean bot = given("botToken");
        if (webhook && bot) {
            draft.problem(
                    receiver.get("botToken").getFirst().where(),
                    receiver.key("botToken"),
                    "and webhookUrl are both there: keep one");
            return Optional.empty();
        }
        if (bot || (given("channel") && !webhook)) {
            return slackBot(templates);
        }
        if (!complete("webhookUrl")) {
            return Optional.empty();
        }
        for (var field : List.of("channel", "apiUrl")) {
            if (given(field)) {
                draft.problem(
                        receiver.get(field).getFirst().where(),
                        receiver.key(field),
                        "goes with botToken only: a webhook has its own");
                return Optional.empty();
            }
        }
        var url = Secret.of(one("webhookUrl"));
        return sound("webhookUrl", () -> new SlackWebhook(NAME, url))
                ? Optional.of(new SlackWebhook(receiver.name(), url, templates))
                : Optional.empty();
    }

    private Optional<ReceiverSettings> slackBot(Templates templates) {
        if (!complete("botToken", "channel")) {
            return Optional.empty();
        }
        var token = Secret.of(one("botToken"));
        var channel = one("channel");
        var api = given("apiUrl") ? one("apiUrl") : SlackBot.SLACK;
        boolean known = sound("botToken", () -> new SlackBot(NAME, token, NAME, SlackBot.SLACK));
        boolean somewhere = sound("channel", () -> new SlackBot(NAME, TOKEN, channel, SlackBot.SLACK));
        boolean reached = sound("apiUrl", () -> new SlackBot(NAME, TOKEN, NAME, api));
        return known && somewhere && reached
                ? Optional.of(new SlackBot(receiver.name(), token, channel, api, templates))
                : Optional.empty();
    }

    /** Each part is tried with the others as they should be, so that all that is wrong comes out at once. */
    private Optional<ReceiverSettings> email(Templates templates) {
        if (!complete("smtpUrl", "from", "to")) {
            return Optional.empty();
        }
        var url = Secret.of(one("smtpUrl"));
        var from = one("from");
        var to = receiver.get("to").stream().map(Given::value).toList();
        boolean server = sound("smtpUrl", () -> new Email(NAME, url, ADDRESS, List.of(ADDRESS)));
        boolean sender = sound("from", () -> new Email(NAME, SERVER, from, List.of(ADDRESS)));
        boolean receivers = sound("to", () -> new Email(NAME, SERVER, ADDRESS, to));
        return server && sender && receivers
                ? Optional.of(new Email(receiver.name(), url, from, to, templates))
                : Optional.empty();
    }

    private Optional<ReceiverSettings> webhook(Templates templates) {
        if (!complete("url")) {
            return Optional.empty();
        }
        var url = Secret.of(one("url"));
        var authorization = authorization();
        var headers = receiver.get("headers").stream()
                .map(given -> Secret.of(given.value()))
                .toList();
        boolean reached = sound("url", () -> new Webhook(NAME, url, null, List.of()));
        boolean authorized = sound("authorization", () -> new Webhook(NAME, SITE, authorization, List.of()));
        boolean headed = sound("headers", () -> new Webhook(NAME, SITE, null, headers));
        return reached && authorized && headed
                ? Optional.of(new Webhook(receiver.name(), url, authorization, headers, templates))
                : Optional.empty();
    }

    private Optional<ReceiverSettings> alertmanager(Templates templates) {
        if (!complete("url")) {
            return Optional.empty();
        }
        var url = one("url");
        var authorization = authorization();
        boolean reached = sound("url", () -> new Alertmanager(NAME, url, null));
        boolean authorized = sound("authorization", () -> new Alertmanager(NAME, LOCAL, authorization));
        return reached && authorized
                ? Optional.of(new Alertmanager(receiver.name(), url, authorization, templates))
                : Optional.empty();
    }

    private @Nullable Secret authorization() {
        return given("authorization") ? Secret.of(one("authorization")) : null;
    }

    private boolean given(String field) {
        return !receiver.get(field).isEmpty();
    }

    private String one(String field) {
        return receiver.get(field).getFirst().value();
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
