package io.lastwords.collector.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request to the engine and its answer's body. Our own and not a library's, since only on the raw socket can a
 * reader wait until there is more to read at once: the engine sends about one HTTP chunk a line, and pays for each time
 * it wakes its reader. One thread reads; any thread may close, which ends a blocked read at once.
 */
public final class EngineConnection implements Closeable, ByteSource {
    /**
     * After a short read the socket is left to fill. Measured: at 200 and 300 us it is fastest, and 300 costs less; from
     * 400 us on it fills up.
     */
    private static final long NAP_NANOS = 300_000;

    private static final int FIRST_BUFFER = 8 << 10;
    private static final int LAST_BUFFER = 32 << 10;
    private static final int MAX_HEAD = 64 << 10;
    private static final int MAX_MESSAGE = 64 << 10;

    private final Wire wire;
    private ByteBuffer raw = ByteBuffer.allocate(FIRST_BUFFER).flip();
    private int room = FIRST_BUFFER;
    private boolean nap;
    private boolean thrifty;

    private String date = "";
    private String pathStat = "";
    private boolean chunked;
    /** Bytes to come of this chunk, or of a body of known length; -1 for a body that lasts until the end. */
    private long left = -1;

    private boolean firstChunk = true;
    private boolean ended;
    private boolean chunkStart;

    private EngineConnection(Wire wire) {
        this.wire = wire;
    }

    /**
     * Asks, and reads the answer's head.
     *
     * @param path without an API version: the engine answers with its own
     * @param deadline for connecting and for the head, not for the body
     * @throws EngineAnswerException where the status is not 200
     * @throws IOException where the engine cannot be reached, or does not answer in time
     */
    static EngineConnection get(EngineAddress address, String path, Duration deadline) throws IOException {
        return request(address, "GET", path, new byte[0], deadline);
    }

    /**
     * The same with any method.
     *
     * @param body JSON; empty for none
     * @throws EngineAnswerException where the status is none of 200 to 299
     * @throws IOException where the engine cannot be reached, or does not answer in time
     */
    public static EngineConnection request(
            EngineAddress address, String method, String path, byte[] body, Duration deadline) throws IOException {
        var connection = new EngineConnection(address.wire());
        var timer = new CompletableFuture<Boolean>();
        var unused = timer.completeOnTimeout(false, deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(inTime -> {
                    if (!inTime) {
                        connection.close();
                    }
                });
        try {
            connection.wire.connect();
            connection.ask(address.host(), method, path, body);
            return connection;
        } catch (IOException e) {
            connection.close();
            if (!timer.getNow(true)) {
                throw new IOException("the engine did not answer within " + deadline.toSeconds() + " s", e);
            }
            throw e;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        } finally {
            timer.complete(true);
        }
    }

    /** The answer may be silent for days, beside a thousand others: after a burst its memory is given up. */
    EngineConnection thrifty() {
        thrifty = true;
        return this;
    }

    private void ask(String host, String method, String path, byte[] body) throws IOException {
        String content =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        byte[] asked = (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + content
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var request = ByteBuffer.allocate(asked.length + body.length)
                .put(asked)
                .put(body)
                .flip();
        wire.write(request);
        String head = head();
        String[] lines = head.split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
            throw new IOException("the engine's answer is not HTTP: " + printable(lines[0]));
        }
        for (int i = 1; i < lines.length; i++) {
            header(lines[i]);
        }
        int code = Integer.parseInt(status[1]);
        ended = method.equals("HEAD") || code == 204;
        if (code < 200 || code > 299) {
            throw new EngineAnswerException(code, message(code));
        }
    }

    private void header(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "transfer-encoding" -> {
                chunked = value.equals("chunked");
                left = 0;
            }
            case "content-length" -> {
                try {
                    left = Long.parseLong(value);
                } catch (NumberFormatException e) {
                    throw new IOException("the engine's answer has no valid length: " + printable(value), e);
                }
            }
            case "x-docker-container-path-stat" ->
                pathStat = line.substring(colon + 1).strip();
            case "date" -> date = line.substring(colon + 1).strip();
            default -> {}
        }
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD) {
            head.append((char) (one() & 0xff));
            int n = head.length();
            if (n >= 4 && head.charAt(n - 1) == '\n' && "\r\n\r\n".contentEquals(head.subSequence(n - 4, n))) {
                return head.substring(0, n - 4);
            }
        }
        throw new IOException("the head of the engine's answer does not end");
    }

    private String message(int code) throws IOException {
        byte[] body = new byte[MAX_MESSAGE];
        int length = 0;
        int n = 0;
        while (length < body.length && n >= 0) {
            n = read(body, length, body.length - length);
            length += Math.max(n, 0);
        }
        String text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
        try {
            JsonNode message = Json.mapper().readTree(text).path("message");
            if (message.isTextual()) {
                return message.asText();
            }
        } catch (JsonProcessingException e) {
            return text.isEmpty() ? "the engine answered " + code : printable(text);
        }
        return "the engine answered " + code;
    }

    /** Reads whatever has come, decoded; -1 at the end of the body. */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return decode(into, from, length, false);
    }

    @Override
    public int readChunk(byte[] into, int from, int length) throws IOException {
        return decode(into, from, length, true);
    }

    @Override
    public boolean atChunkStart() {
        return chunkStart;
    }

    private int decode(byte[] into, int from, int length, boolean within) throws IOException {
        int done = 0;
        chunkStart = false;
        while (done < length && !ended) {
            if (left == 0) {
                if (done > 0 && (within || !headerThere())) {
                    return done;
                }
                nextChunk();
                continue;
            }
            if (!raw.hasRemaining()) {
                if (done > 0) {
                    return done;
                }
                if (!fill()) {
                    if (left < 0) {
                        ended = true;
                        break;
                    }
                    throw new EOFException("the engine broke off its answer");
                }
            }
            int n = Math.min(length - done, raw.remaining());
            if (left >= 0) {
                n = (int) Math.min(n, left);
                left -= n;
            }
            raw.get(into, from + done, n);
            done += n;
        }
        return done == 0 && ended ? -1 : done;
    }

    private void nextChunk() throws IOException {
        if (!chunked) {
            ended = true;
            return;
        }
        if (!firstChunk) {
            crlf();
        }
        firstChunk = false;
        long size = 0;
        int digits = 0;
        int b = one();
        while (Character.digit(b, 16) >= 0 && digits++ < 15) {
            size = size << 4 | Character.digit(b, 16);
            b = one();
        }
        while (b != '\r') {
            b = one();
        }
        if (digits == 0 || one() != '\n') {
            throw new IOException("the engine's answer is not chunked as it says");
        }
        left = size;
        chunkStart = true;
        ended = size == 0;
    }

    /** Whether the next chunk's head is in the buffer, so that reading on cannot block. */
    private boolean headerThere() {
        int newlines = firstChunk ? 1 : 2;
        for (int i = raw.position(); i < raw.limit(); i++) {
            if (raw.get(i) == '\n' && --newlines == 0) {
                return true;
            }
        }
        return false;
    }

    private void crlf() throws IOException {
        if (one() != '\r' || one() != '\n') {
            throw new IOException("the engine's answer is not chunked as it says");
        }
    }

    private byte one() throws IOException {
        if (!raw.hasRemaining() && !fill()) {
            throw new EOFException("the engine broke off its answer");
        }
        return raw.get();
    }

    private boolean fill() throws IOException {
        if (nap) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        if (raw.capacity() != room) {
            raw = ByteBuffer.allocate(room);
        }
        raw.clear();
        int n = wire.read(raw);
        if (!raw.hasRemaining()) {
            room = LAST_BUFFER;
        } else if (thrifty) {
            room = FIRST_BUFFER;
        }
        nap = raw.hasRemaining();
        raw.flip();
        return n > 0;
    }

    private static String printable(String text) {
        String line = text.replaceAll("[^ -~]", "?");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    /** The engine's clock, whole seconds, when it answered; null where it does not say. */
    @Nullable
    Instant date() {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What the engine says of a path, as Base64 of JSON; empty where it was not asked. */
    public String pathStat() {
        return pathStat;
    }

    boolean isOpen() {
        return wire.isOpen();
    }

    /** From any thread: a read that waits ends with an exception. */
    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
