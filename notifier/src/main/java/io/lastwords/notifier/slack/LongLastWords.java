package io.lastwords.notifier.slack;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.notice.LastWords;
import io.lastwords.notifier.notice.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Last words that do not fit into a message, as a file in its thread. The notice is delivered without it, so a failure
 * is only said in the log.
 */
final class LongLastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LongLastWords.class);

    private final SlackApi api;

    LongLastWords(SlackApi api) {
        this.api = api;
    }

    void attach(String receiver, Notice notice, SlackThread thread) throws InterruptedException {
        if (LastWords.fit(notice.lastWords(), SlackMessage.LAST_WORDS)) {
            return;
        }
        if (upload(notice, thread) instanceof SlackApi.Result.Failed failed) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .log("The last words are not in Slack as a file, only their end: {}", reason(failed.attempt()));
        }
    }

    private SlackApi.Result upload(Notice notice, SlackThread thread) throws InterruptedException {
        byte[] file = LastWords.whole(notice.lastWords()).getBytes(StandardCharsets.UTF_8);
        var place = api.form(
                "files.getUploadURLExternal",
                Map.of("filename", "last-words.txt", "length", String.valueOf(file.length)));
        if (!(place instanceof SlackApi.Result.Ok ok)) {
            return place;
        }
        URI url;
        try {
            url = URI.create(ok.body().path("upload_url").asText());
        } catch (IllegalArgumentException e) {
            return new SlackApi.Result.Failed("", new Attempt.Later(null, "Slack gave no URL for a file"));
        }
        if (url.getHost() == null) {
            return new SlackApi.Result.Failed("", new Attempt.Later(null, "Slack gave no URL for a file"));
        }
        var uploaded = api.upload(url, file);
        if (!(uploaded instanceof SlackApi.Result.Ok)) {
            return uploaded;
        }
        var title = "Last words of " + notice.name() + " on " + notice.host();
        return api.call(
                "files.completeUploadExternal",
                Map.of(
                        "files",
                        List.of(Map.of("id", ok.body().path("file_id").asText(), "title", title)),
                        "channel_id",
                        thread.channel(),
                        "thread_ts",
                        thread.ts()));
    }

    private static String reason(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Rejected rejected -> rejected.reason() + ". What to do: " + rejected.remedy();
            case Attempt.Later later -> later.reason();
            case Attempt.Delivered delivered -> "no reason given";
        };
    }
}
