package io.lastwords.notifier.template;

import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Plain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's own words. Where a template gives nothing but blanks, that counts as none.
 *
 * @param title one line; null for the notice's own title
 * @param text null for what the channel makes of a notice
 */
public record Templates(
        @Nullable NoticeTemplate title, @Nullable NoticeTemplate text) {
    /** No words of its own. */
    public static final Templates NONE = new Templates(null, null);

    private static final NoticeTemplate PLAIN = NoticeTemplate.parse(resource("text.mustache"));
    private static final int TITLE = 300;

    /** The title in the receiver's own words; empty where it has none. */
    public Optional<String> ownTitle(Occasion occasion) {
        return Optional.ofNullable(title)
                .map(own -> Plain.line(own.fill(Values.of(occasion, UnaryOperator.identity())), TITLE))
                .filter(told -> !told.isBlank())
                .map(told -> occasion.test() && !told.contains(Notice.TEST_TITLE) ? Notice.TEST_TITLE + told : told);
    }

    /** The title in the receiver's words, or the notice's. */
    public String title(Occasion occasion) {
        return ownTitle(occasion).orElse(occasion.notice().title());
    }

    /**
     * The text in the receiver's own words; empty where it has none.
     *
     * @param escape makes a text of the notice harmless in the channel's markup
     */
    public Optional<String> ownText(Occasion occasion, UnaryOperator<String> escape) {
        return Optional.ofNullable(text)
                .map(own -> own.fill(Values.of(occasion, escape)))
                .filter(told -> !told.isBlank())
                .map(told ->
                        occasion.test() && !told.contains(Notice.TEST_FACT) ? Notice.TEST_FACT + "\n\n" + told : told);
    }

    /** The notice as plain text, in the receiver's words or as it is told by default. */
    public String text(Occasion occasion) {
        return ownText(occasion, UnaryOperator.identity())
                .orElseGet(() -> PLAIN.fill(Values.of(occasion, UnaryOperator.identity())));
    }

    private static String resource(String name) {
        try (var in = Templates.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
