package io.lastwords.model.topic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDecorator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes half a surrogate pair, which no UTF-8 has, as U+FFFD. Such a text can be in what was read ({@code "\\ud83d"} is
 * JSON) and in what was cut; the generator would refuse it, and with it all of the value.
 */
final class WellFormed extends JsonGeneratorDelegate {
    static final JsonGeneratorDecorator DECORATOR = (factory, generator) -> new WellFormed(generator);

    private WellFormed(JsonGenerator generator) {
        super(generator, false);
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
        super.writeString(text == null ? null : wellFormed(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(wellFormed(name));
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        var mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }
}
