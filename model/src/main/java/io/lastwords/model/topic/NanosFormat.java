package io.lastwords.model.topic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * {@code 2026-11-21T03:00:00.000000000Z}: nine digits, always, so that times sort as text. Each line of a log has a
 * time, and the general formatter and parser cost more than all else in a line, so this one form is done by hand; other
 * forms that are ISO-8601 are read too. A time outside the years 0 to 9999 is none: no clock shows it, and reckoning with
 * it would end in overflows.
 */
final class NanosFormat {
    private static final DateTimeFormatter GENERAL =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter().withZone(ZoneOffset.UTC);

    private static final String SHAPE = "0000-00-00T00:00:00.000000000Z";
    private static final long DAY = 86_400;
    private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay() * DAY;
    private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

    private NanosFormat() {}

    static SimpleModule module() {
        return new SimpleModule().addSerializer(new Writer()).addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            long second = value.getEpochSecond();
            if (second < YEAR_0 || second >= YEAR_10000) {
                out.writeString(GENERAL.format(value));
                return;
            }
            char[] text = SHAPE.toCharArray();
            var date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
            int ofDay = (int) Math.floorMod(second, DAY);
            put(text, 0, 4, date.getYear());
            put(text, 5, 2, date.getMonthValue());
            put(text, 8, 2, date.getDayOfMonth());
            put(text, 11, 2, ofDay / 3600);
            put(text, 14, 2, ofDay / 60 % 60);
            put(text, 17, 2, ofDay % 60);
            put(text, 20, 9, value.getNano());
            out.writeString(text, 0, text.length);
        }

        private static void put(char[] text, int at, int digits, int number) {
            int rest = number;
            for (int i = at + digits - 1; i >= at; i--) {
                text[i] = (char) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING) || in.getTextLength() != SHAPE.length()) {
                return general(in, context);
            }
            char[] text = in.getTextCharacters();
            int at = in.getTextOffset();
            for (int i = 0; i < SHAPE.length(); i++) {
                char expected = SHAPE.charAt(i);
                char c = text[at + i];
                if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                    return general(in, context);
                }
            }
            int year = number(text, at, 4);
            int month = number(text, at + 5, 2);
            int day = number(text, at + 8, 2);
            int hour = number(text, at + 11, 2);
            int minute = number(text, at + 14, 2);
            int second = number(text, at + 17, 2);
            if (month < 1
                    || month > 12
                    || day < 1
                    || day > Month.of(month).length(Year.isLeap(year))
                    || hour > 23
                    || minute > 59
                    || second > 59) {
                return general(in, context); // midnight as 24:00, or no time at all
            }
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * DAY + hour * 3600L + minute * 60L + second, number(text, at + 20, 9));
        }

        private Instant general(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, in);
            }
            Instant time = InstantDeserializer.INSTANT.deserialize(in, context);
            if (time.getEpochSecond() < YEAR_0 || time.getEpochSecond() >= YEAR_10000) {
                return context.reportInputMismatch(this, "not within the years 0 to 9999: %s", in.getText());
            }
            return time;
        }

        private static int number(char[] text, int at, int digits) {
            int number = 0;
            for (int i = at; i < at + digits; i++) {
                number = number * 10 + (text[i] - '0');
            }
            return number;
        }
    }
}
