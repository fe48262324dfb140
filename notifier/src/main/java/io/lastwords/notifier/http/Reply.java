package io.lastwords.notifier.http;

import io.lastwords.notifier.delivery.Attempt;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of an exchange. */
public sealed interface Reply {
    /**
     * The server answered.
     *
     * @param body its beginning
     */
    record Answer(int status, String body, HttpHeaders headers) implements Reply {
        /** A pause that no honest answer asks for; the message would be too old by then. */
        private static final long LONGEST_PAUSE = Duration.ofHours(1).toSeconds();

        public boolean good() {
            return status >= 200 && status < 300;
        }

        /** Whether the same request may be taken later. */
        public boolean worthAnotherTry() {
            return status == 429 || status == 408 || status == 425 || status >= 500;
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The pause that the server asks for; half a minute where it only says that it was too much. */
        public @Nullable Duration pause() {
            return header("Retry-After")
                    .map(String::strip)
                    .filter(text -> text.matches("[0-9]{1,9}"))
                    .map(Long::parseLong)
                    .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE)))
                    .orElse(status == 429 ? Duration.ofSeconds(30) : null);
        }

        /** Another try, after the pause that the server asks for. */
        public Attempt.Later later(String reason) {
            return new Attempt.Later(pause(), reason);
        }
    }

    /**
     * No answer, or not a whole one; it may be that the server has taken the request.
     *
     * @param reason one line without secrets
     * @param status what the answer began with; 0 where it did not begin
     */
    record Silence(String reason, int status) implements Reply {
        /** Whether the server has taken the request, though the rest of its answer is missing. */
        public boolean taken() {
            return status >= 200 && status < 300;
        }
    }
}
