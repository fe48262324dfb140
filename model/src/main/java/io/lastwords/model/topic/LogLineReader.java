package io.lastwords.model.topic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.lastwords.model.journal.LogLine;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of a log as the mapper would, field for field. Nearly all of a journal is lines, and the mapper's way to
 * make a record, with a box for each number and a table for each record, takes more time than the bytes themselves.
 */
final class LogLineReader extends StdDeserializer<LogLine> {
    private static final long serialVersionUID = 1L;

    private final NanosFormat.Reader times = new NanosFormat.Reader();

    LogLineReader() {
        super(LogLine.class);
    }

    @Override
    public LogLine deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.hasToken(JsonToken.START_OBJECT)) {
            return (LogLine) context.handleUnexpectedToken(LogLine.class, in);
        }
        LogLine.Stream stream = null;
        Instant time = null;
        String text = null;
        String base64 = null;
        int bytes = 0;
        boolean unterminated = false;
        boolean more = false;
        boolean marker = false;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "stream" -> stream = stream(in, context);
                case "time" -> time = times.deserialize(in, context);
                case "text" -> text = text(in, context);
                case "base64" -> base64 = text(in, context);
                case "bytes" -> bytes = _parseIntPrimitive(in, context);
                case "unterminated" -> unterminated = _parseBooleanPrimitive(in, context);
                case "more" -> more = _parseBooleanPrimitive(in, context);
                case "marker" -> marker = _parseBooleanPrimitive(in, context);
                default -> in.skipChildren();
            }
        }
        if (stream == null || time == null || (text == null) == (base64 == null)) {
            return context.reportInputMismatch(this, "a line needs a stream, a time, and either text or base64");
        }
        try {
            return new LogLine(stream, time, text, base64, bytes, unterminated, more, marker);
        } catch (IllegalArgumentException e) {
            return (LogLine) context.handleInstantiationProblem(LogLine.class, base64, e);
        }
    }

    private static LogLine.Stream stream(JsonParser in, DeserializationContext context) throws IOException {
        String label = in.getValueAsString("");
        return switch (label) {
            case "stdout" -> LogLine.Stream.STDOUT;
            case "stderr" -> LogLine.Stream.STDERR;
            default -> (LogLine.Stream) context.handleWeirdStringValue(LogLine.Stream.class, label, "no stream");
        };
    }

    private @Nullable String text(JsonParser in, DeserializationContext context) throws IOException {
        return in.hasToken(JsonToken.VALUE_NULL) ? null : _parseString(in, context, this);
    }
}
