package io.lastwords.notifier.slack;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A Slack channel, as a bot. An incident is one message with a thread: a change and the end mend the message in place,
 * so that the channel shows how things stand, and are told in the thread. Which message that is comes from the last
 * delivery, so that a restart goes on in the same thread.
 */
public final class SlackBotChannel implements Channel {
    /** Where Slack asks for a pause and does not say how long. */
    static final Duration UNKNOWN_PAUSE = Duration.ofSeconds(30);

    /** An answer repeats the message. */
    private static final int ANSWER = 256 << 10;

    /** Somebody has deleted the message, or its channel, or moved us to another: the news stays news. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "thread_not_found", "is_archived", "channel_not_found", "not_in_channel");

    private final SlackApi api;
    private final LongLastWords files;
    private final String channel;
    private final Templates templates;

    /**
     * Connects to nothing yet.
     *
     * @param api the Web API's URL, with a slash at its end
     * @param channel a name or an ID
     * @param timeout of each call, of which a notice takes five at the most
     */
    public SlackBotChannel(URI api, String token, String channel, Templates templates, Duration timeout) {
        this.api = new SlackApi(api, token, new Http(timeout, ANSWER));
        this.files = new LongLastWords(this.api);
        this.channel = channel;
        this.templates = templates;
    }

    @Override
    public Duration pace() {
        return SlackChannel.PACE;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var thread = SlackThread.of(message.last());
        return thread.isPresent() ? goOn(message, thread.get()) : open(message);
    }

    @Override
    public void afterwards(Message message, Attempt.Delivered delivered) throws InterruptedException {
        var thread = SlackThread.of(delivered.thread());
        if (thread.isPresent() && delivered.reference().equals(delivered.thread())) {
            files.attach(message.receiver(), message.occasion().notice(), thread.get());
        }
    }

    private Attempt open(Message message) throws InterruptedException {
        return switch (api.call("chat.postMessage", to(channel, SlackMessage.of(message.occasion(), templates)))) {
            case SlackApi.Result.Ok ok -> {
                var thread = new SlackThread(
                        ok.body().path("channel").asText(), ok.body().path("ts").asText());
                yield new Attempt.Delivered(thread.toString(), thread.toString());
            }
            case SlackApi.Result.Failed failed -> failed.attempt();
        };
    }

    private Attempt goOn(Message message, SlackThread thread) throws InterruptedException {
        if (!message.mendsTheFirst()) {
            return reply(message, thread);
        }
        var now = to(thread.channel(), SlackMessage.of(message.stateOccasion(), templates));
        now.put("ts", thread.ts());
        return switch (api.call("chat.update", now)) {
            case SlackApi.Result.Ok ok -> reply(message, thread);
            case SlackApi.Result.Failed failed ->
                switch (failed.error()) {
                    // the workspace lets nobody edit what is old
                    case "edit_window_closed", "cant_update_message" -> reply(message, thread);
                    default -> failed(message, failed);
                };
        };
    }

    private Attempt reply(Message message, SlackThread thread) throws InterruptedException {
        var reply = to(thread.channel(), SlackMessage.reply(message.occasion(), templates));
        reply.put("thread_ts", thread.ts());
        return switch (api.call("chat.postMessage", reply)) {
            case SlackApi.Result.Ok ok ->
                new Attempt.Delivered(
                        new SlackThread(thread.channel(), ok.body().path("ts").asText()).toString(), thread.toString());
            case SlackApi.Result.Failed failed -> failed(message, failed);
        };
    }

    private Attempt failed(Message message, SlackApi.Result.Failed failed) throws InterruptedException {
        return GONE.contains(failed.error()) ? open(message) : failed.attempt();
    }

    private static Map<String, Object> to(String channel, Map<String, Object> message) {
        var arguments = new HashMap<>(message);
        arguments.put("channel", channel);
        return arguments;
    }
}
