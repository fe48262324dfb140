package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.notifier.delivery.Attempt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackAnswerTest {
    @Test
    void okIsDeliveredWithSlacksRequestId() {
        assertThat(SlackAnswer.read(200, "ok", Optional.empty(), Optional.of("r1")))
                .isEqualTo(new Attempt.Delivered("r1", ""));
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "429, , 30", "429, soon, 30", "429, 999999999, 3600", "503, 5, 5", "500, , ", "408, , "})
    void asksForAnotherTry(int status, String retryAfter, Long seconds) {
        var answer = SlackAnswer.read(status, "", Optional.ofNullable(retryAfter), Optional.empty());

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
        var answer = SlackAnswer.read(status, body == null ? "" : body, Optional.empty(), Optional.empty());

        assertThat(answer).isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
            assertThat(rejected.reason()).contains(String.valueOf(status));
            assertThat(rejected.remedy()).contains(remedy);
        });
    }
}
