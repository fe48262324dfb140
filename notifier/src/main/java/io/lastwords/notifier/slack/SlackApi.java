package io.lastwords.notifier.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Slack's Web API: a call is well only where its JSON says {@code "ok": true}. */
final class SlackApi {
    /** What came of a call. */
    sealed interface Result {
        /** Done. */
        record Ok(JsonNode body) implements Result {}

        /**
         * Not done.
         *
         * @param error Slack's word for it; empty where it gave none
         * @param attempt what it means for the notice
         */
        record Failed(String error, Attempt attempt) implements Result {}
    }

    private final URI base;
    private final String token;
    private final Http http;

    /** Calls methods under this URL, which ends with a slash. */
    SlackApi(URI base, String token, Http http) {
        this.base = base;
        this.token = token;
        this.http = http;
    }

    Result call(String method, Map<String, Object> arguments) throws InterruptedException {
        return result(method, Http.post(base.resolve(method), Json.bytes(arguments)));
    }

    /** For methods that take no JSON. */
    Result form(String method, Map<String, String> arguments) throws InterruptedException {
        var form = arguments.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return result(
                method,
                Http.request(base.resolve(method))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Puts a file where Slack said; needs no token, and gives none away. */
    Result upload(URI url, byte[] file) throws InterruptedException {
        var request = Http.request(url)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file));
        return switch (http.send(request.build())) {
            case Reply.Answer answer
            when answer.good() -> new Result.Ok(Json.mapper().createObjectNode());
            case Reply.Answer answer ->
                new Result.Failed("", answer.later("the upload was answered " + answer.status()));
            case Reply.Silence silence -> new Result.Failed("", new Attempt.Later(null, silence.reason()));
        };
    }

    private Result result(String method, HttpRequest.Builder request) throws InterruptedException {
        return switch (http.send(
                request.header("Authorization", "Bearer " + token).build())) {
            case Reply.Answer answer -> read(method, answer);
            case Reply.Silence silence -> new Result.Failed("", new Attempt.Later(null, silence.reason()));
        };
    }

    private static Result read(String method, Reply.Answer answer) {
        if (answer.worthAnotherTry()) {
            var said = "%s was answered %d %s".formatted(method, answer.status(), Plain.line(answer.body(), 100));
            return new Result.Failed("", answer.later(said.strip()));
        }
        JsonNode body;
        try {
            body = Json.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            return new Result.Failed("", SlackError.notSlack(method, answer));
        }
        if (!body.path("ok").isBoolean()) {
            return new Result.Failed("", SlackError.notSlack(method, answer));
        }
        if (body.path("ok").asBoolean()) {
            return new Result.Ok(body);
        }
        var error = Plain.line(body.path("error").asText(), 100);
        return new Result.Failed(error, SlackError.of(method, error, body, answer));
    }
}
