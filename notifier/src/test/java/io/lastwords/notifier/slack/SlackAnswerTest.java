package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.http.Reply;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackAnswerTest {
    @Test
    void okIsDeliveredWithSlacksRequestId() {
        assertThat(SlackAnswer.read(answer(200, "ok", "X-Slack-Req-Id", "r1")))
                .isEqualTo(new Attempt.Delivered("r1", ""));
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "429, , 30", "429, soon, 30", "429, 999999999, 3600", "503, 5, 5", "500, , ", "408, , "})
    void asksForAnotherTry(int status, String retryAfter, Long seconds) {
        var answer = SlackAnswer.read(answer(status, "", "Retry-After", retryAfter));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.after())
                                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload, defect",
        "403, action_prohibited, administrator",
        "403, invalid_token, LASTWORDS_SLACK_WEBHOOK_URL",
        "404, no_service, LASTWORDS_SLACK_WEBHOOK_URL",
        "410, channel_is_archived, unarchive",
        "302, , URL"
    })
    void refusesForGoodAndSaysWhatToDo(int status, String body, String remedy) {
        var answer = SlackAnswer.read(answer(status, body == null ? "" : body, "X-Other", "1"));

        assertThat(answer).isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
            assertThat(rejected.reason()).contains(String.valueOf(status));
            assertThat(rejected.remedy()).contains(remedy);
        });
    }

    private static Reply.Answer answer(int status, String body, String header, @Nullable String value) {
        Map<String, List<String>> headers = value == null ? Map.of() : Map.of(header, List.of(value));
        return new Reply.Answer(status, body, HttpHeaders.of(headers, (name, text) -> true));
    }
}
