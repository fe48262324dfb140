package io.lastwords.model.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lastwords.model.journal.LogLine;
import java.io.IOException;

/**
 * The JSON of the topics: camelCase, times as ISO-8601 with nine digits of a second in UTC, unknown fields ignored,
 * an enum's unknown word read as its default where it has one, the fields of a map in the order of their keys so that
 * equal values are equal bytes. Bytes may be anybody's: what lacks a part of a journal's event, tells a time that no
 * clock shows, or is nested beyond reason is refused as what it is, no value.
 */
public final class Json {
    /** Two for each that writes at the moment, and not some for each of hundreds of threads, as by default. */
    private static final int BUFFERS = 16;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                    .addDecorator(WellFormed.DECORATOR)
                    .build())
            .annotationIntrospector(new Complete())
            .addModule(new JavaTimeModule())
            .addModule(NanosFormat.module().addDeserializer(LogLine.class, new LogLineReader()))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private Json() {}

    /** The one mapper, set up; it is thread-safe and must not be changed. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** A value as bytes. Only our own types are written, so a failure is a bug. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** A value as one line of text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws IOException where the bytes are not JSON or not of this type, as {@code null} is of none
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        T value = MAPPER.readValue(json, type);
        if (value == null) {
            throw new JsonMappingException(null, "null is no " + type.getSimpleName());
        }
        return value;
    }
}
