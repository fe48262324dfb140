package io.lastwords.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NanosFormatTest {
    private static final DateTimeFormatter GENERAL =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter().withZone(ZoneOffset.UTC);
    private static final long FROM = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

    @Test
    void writesAndReadsAsTheGeneralFormatterDoes() throws Exception {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            var time = Instant.ofEpochSecond(random.nextLong(FROM, TO), random.nextInt(1_000_000_000));

            assertThat(Json.text(time)).isEqualTo('"' + GENERAL.format(time) + '"');
            assertThat(read(GENERAL.format(time))).isEqualTo(time);
        }
    }

    @Test
    void readsTheEdgesOfDaysAndMonths() throws Exception {
        for (String text : new String[] {
            "2028-02-29T23:59:59.999999999Z",
            "2026-12-31T00:00:00.000000000Z",
            "1969-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00.000000000Z",
            "9999-12-31T23:59:59.999999999Z",
            "2026-11-20T24:00:00.000000000Z"
        }) {
            assertThat(read(text)).as(text).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void readsOtherIsoForms() throws Exception {
        assertThat(read("2026-11-21T02:00:00Z")).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(read("2026-11-21T03:00:00.5+01:00")).isEqualTo("2026-11-21T02:00:00.5Z");
    }

    @Test
    void refusesWhatIsNoTime() {
        for (String text : new String[] {
            "2026-02-29T00:00:00.000000000Z",
            "2026-13-01T00:00:00.000000000Z",
            "2026-00-10T00:00:00.000000000Z",
            "2026-11-21T02:60:00.000000000Z",
            "2026-11-21 02:00:00.00000000Zx"
        }) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(InvalidFormatException.class);
        }
    }

    private static Instant read(String text) throws Exception {
        return Json.read(('"' + text + '"').getBytes(StandardCharsets.UTF_8), Instant.class);
    }
}
