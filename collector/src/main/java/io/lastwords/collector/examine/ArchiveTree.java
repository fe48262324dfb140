package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Paths;
import io.lastwords.collector.examine.files.UnreadableException;
import io.lastwords.collector.logs.EngineAnswerException;
import io.lastwords.collector.logs.EngineConnection;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One container's files through the engine's archive. A read that is under way locks the container, so each is given
 * up at its deadline. What was looked up is remembered: one tree is for one examination. Not thread-safe.
 */
final class ArchiveTree implements FileTree {
    private static final int BUFFER = 256 << 10;

    /** So long the engine's answer is waited for: a start that is under way has the container's lock for a second. */
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final EngineCalls engine;
    private final String container;
    private final Duration deadline;
    private final long most;
    private final Map<String, Optional<FileEntry>> known = new HashMap<>();
    private boolean patient = true;

    /**
     * @param deadline for each read, from the moment when the engine answers and so has locked the container
     * @param most bytes of one file
     */
    ArchiveTree(EngineCalls engine, String container, Duration deadline, long most) {
        this.engine = engine;
        this.container = container;
        this.deadline = deadline;
        this.most = most;
    }

    @Override
    public Optional<FileEntry> entry(String path) throws UnreadableException {
        Optional<FileEntry> before = known.get(path);
        if (before != null) {
            return before;
        }
        Optional<FileEntry> entry = ask(path);
        known.put(path, entry);
        return entry;
    }

    /** Waiting locks nothing, so a late answer is waited for, unless the engine has let us wait in vain before. */
    private Duration patience() {
        return patient && ANSWER.compareTo(deadline) > 0 ? ANSWER : deadline;
    }

    private Optional<FileEntry> ask(String path) throws UnreadableException {
        Duration wait = patience();
        try (EngineConnection answer = engine.head(archive(path), wait)) {
            JsonNode stat = Json.mapper().readTree(Base64.getDecoder().decode(answer.pathStat()));
            return Optional.of(FileEntry.ofGo(
                    stat.path("mode").asLong(),
                    stat.path("size").asLong(),
                    time(stat.path("mtime").asText()),
                    stat.path("linkTarget").asText("")));
        } catch (EngineAnswerException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw refused(path, e);
        } catch (IOException | IllegalArgumentException e) {
            patient = false;
            throw new UnreadableException(
                    "the engine did not show " + path + " within " + wait.toMillis() + " ms: " + e.getMessage());
        }
    }

    /** An answer to HEAD has no words, so the reason is asked for. */
    private UnreadableException refused(String path, EngineAnswerException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        try {
            engine.open(archive(path), deadline).close();
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        String words = reason.toLowerCase(Locale.ROOT);
        boolean loop = words.contains("too many") || words.contains("levels of symbolic links");
        return loop ? UnreadableException.loop(path) : new UnreadableException(reason);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    @Override
    public Taken read(String path, Intake intake) throws UnreadableException {
        Duration wait = patience();
        try (EngineConnection answer = engine.open(archive(path), wait);
                var limit = new EngineCalls.Limit(answer, deadline)) {
            return read(path, answer, limit, intake);
        } catch (IOException e) {
            patient &= e instanceof EngineAnswerException;
            throw new UnreadableException(
                    "the engine did not give " + path + " within " + wait.toMillis() + " ms: " + e.getMessage());
        }
    }

    private Taken read(String path, EngineConnection answer, EngineCalls.Limit limit, Intake intake)
            throws IOException, UnreadableException {
        TarFile file = TarFile.begin(answer::read);
        if (!file.regular()) {
            throw new UnreadableException(path + " is no regular file");
        }
        intake.begin(file.size());
        byte[] buffer = new byte[Math.clamp(file.size(), 1, BUFFER)];
        long left = file.size();
        long room = most;
        try {
            while (left > 0 && room > 0) {
                int n = answer.read(buffer, 0, (int) Math.min(Math.min(buffer.length, left), room));
                if (n < 0) {
                    return taken(file, "the engine's archive ends early");
                }
                left -= n;
                room -= n;
                if (!intake.take(buffer, 0, n)) {
                    return new Taken(file.uid(), file.gid(), left == 0, "");
                }
            }
        } catch (IOException e) {
            String reason = limit.over() ? "it could not be read within " + deadline.toMillis() + " ms" : e.toString();
            return taken(file, reason);
        }
        return left > 0
                ? taken(file, "only the first " + most + " bytes are read")
                : new Taken(file.uid(), file.gid(), true, "");
    }

    private static Taken taken(TarFile file, String reason) {
        return new Taken(file.uid(), file.gid(), false, reason);
    }

    private String archive(String path) {
        return "/containers/" + container + "/archive?path=" + EngineCalls.encoded(Paths.absolute("/", path));
    }
}
