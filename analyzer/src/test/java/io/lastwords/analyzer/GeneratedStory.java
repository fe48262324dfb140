package io.lastwords.analyzer;

import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import io.lastwords.model.journal.UnknownEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One workload's journal, made of one randomness: every kind of event, ties and late records included. */
final class GeneratedStory {
    private static final int[] CODES = {0, 0, 1, 1, 2, 101, 127, 137, 139};
    private static final String[] WORDS = {
        "listening on 0.0.0.0:8080",
        "starting, pid 7",
        "Error: bind: address already in use",
        "thread 'main' panicked at src/main.rs:3:62:",
        "DATABASE_URL must be set: NotPresent",
        "Traceback (most recent call last):",
        "ValueError: bad",
        "\uFFFD",
        ""
    };

    private final Random random;
    private final String workload;
    private final RestartPolicy policy;
    private final boolean job;
    private final @Nullable String marker;
    private final List<JournalEvent> events = new ArrayList<>();
    private int container = 1;
    private int image = 1;
    private Instant now;
    private @Nullable Instant run;
    private @Nullable Instant unread;

    private GeneratedStory(Random random, String workload) {
        this.random = random;
        this.workload = workload;
        policy = new RestartPolicy(pick("no", "always", "always", "unless-stopped", "on-failure"), 0);
        job = random.nextInt(10) == 0;
        marker = random.nextInt(3) == 0 ? "listening on" : null;
        now = Instant.parse("2026-11-21T03:00:00Z").plusMillis(random.nextInt(600_000));
    }

    /** So many turns of one workload's life; a turn is an event or several. */
    static List<JournalEvent> of(Random random, String workload, int turns) {
        var story = new GeneratedStory(random, workload);
        story.tell(new ContainerSeen(story.origin(), story.now, story.settings(), ContainerState.created()));
        for (int i = 0; i < turns; i++) {
            story.turn();
        }
        return story.events;
    }

    private void turn() {
        pass();
        Instant current = run;
        if (current == null) {
            switch (random.nextInt(12)) {
                case 0 ->
                    tell(new StartFailed(origin(), now, 127, pick("not found", "denied"), settings(), false, true));
                case 1 -> tell(new Stopped(origin(), now));
                case 2 -> recreate();
                case 3 -> tell(new ContainerSeen(origin(), now, settings(), exited()));
                case 4 -> tell(new Heartbeat(origin(), now));
                case 5 -> examine();
                default -> start();
            }
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> tell(new Signalled(origin(), now, random.nextBoolean() ? 15 : 10));
            case 1 -> tell(new OutOfMemory(origin(), now));
            case 2 -> tell(new HealthChanged(origin(), now, pick("healthy", "unhealthy"), 3, "refused"));
            case 3 -> tell(new Gap(origin(), now, random.nextBoolean() ? current : null, null, 5L, "rotated"));
            case 4 -> beats();
            case 5 -> print(current);
            case 6 -> tell(new UnknownEvent(1, origin(), now));
            default -> end(current);
        }
    }

    private void start() {
        run = now;
        tell(new RunStarted(origin(), now, settings(), random.nextInt(10) == 0, random.nextInt(8) != 0));
        if (random.nextInt(3) != 0) {
            print(now);
        }
    }

    private void end(Instant of) {
        int code = CODES[random.nextInt(CODES.length)];
        tell(new RunEnded(origin(), now, of, code, code == 137, "", random.nextInt(8) != 0));
        if (random.nextBoolean()) {
            print(of);
        }
        if (random.nextInt(6) == 0) {
            unread = of; // its end of the log comes late, or never
        } else {
            tell(new LogsEnded(origin(), now, of, random.nextInt(5) != 0, null));
        }
        run = null;
        if (random.nextInt(4) == 0) {
            examine();
        }
        Instant late = unread;
        if (late != null && random.nextBoolean()) {
            tell(new LogsEnded(origin(), now.minusSeconds(2), late, true, null));
            unread = null;
        }
    }

    private void print(Instant of) {
        var lines = new ArrayList<LogLine>();
        for (int n = random.nextInt(12); n >= 0; n--) {
            String text = WORDS[random.nextInt(WORDS.length)];
            var stream = random.nextInt(3) == 0 ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
            boolean open = n == 0 && random.nextInt(4) == 0;
            boolean hit = marker != null && text.startsWith(marker);
            if (random.nextInt(3) == 0) {
                text += " " + events.size() + "." + n; // a tie with the line before, which differs
            } else {
                now = now.plusNanos(1_000);
            }
            lines.add(new LogLine(stream, now, text, null, text.length() + 1, open, false, hit));
        }
        int cut = random.nextInt(lines.size() + 1);
        chunk(of, lines.subList(0, cut));
        chunk(of, lines.subList(cut, lines.size()));
    }

    private void chunk(Instant of, List<LogLine> lines) {
        if (!lines.isEmpty()) {
            tell(new LogChunk(origin(), lines.getLast().time(), of, lines));
        }
    }

    private void beats() {
        for (int n = random.nextInt(20); n >= 0; n--) {
            now = now.plusSeconds(5);
            tell(new Heartbeat(origin(), now));
        }
    }

    private void recreate() {
        tell(new Removed(origin(), now));
        container++;
        image += random.nextInt(2);
        pass();
        tell(new ContainerSeen(origin(), now, settings(), ContainerState.created()));
    }

    private void examine() {
        var step = new CommandStep(
                CommandStep.Kind.PROGRAM, List.of("/app/web"), "/app/web", "/app/web", "/app/web", "command");
        var copy = random.nextBoolean()
                ? FileCopy.absent(Existence.MISSING, null, "/app", List.of(), "", FileCopy.Source.CONTAINER)
                : new FileCopy(
                        Existence.FILE,
                        null,
                        null,
                        List.of(),
                        "/app/web",
                        FileCopy.Source.IMAGE,
                        0,
                        0755,
                        0,
                        0,
                        null,
                        "sha256:0" + random.nextInt(3),
                        "",
                        FileCopy.Content.EMPTY,
                        0,
                        List.of(),
                        null,
                        null);
        tell(new Examined(
                origin(),
                now,
                run,
                new Examination(
                        new CommandFacts(null, List.of("/app/web"), "/", "", List.of(), List.of(step), 0, null),
                        List.of(new ExaminedFile("/app/web", null, copy, copy, null, null)),
                        new ImageFacts(
                                imageId(), List.of(), null, "amd64", "linux", 1, null, null, "/", "", List.of(), null),
                        null,
                        null,
                        null,
                        List.of(),
                        "x86_64",
                        0,
                        null,
                        List.of(),
                        List.of(),
                        12)));
    }

    private ContainerState exited() {
        return new ContainerState("exited", 1, false, "", now, now, random.nextInt(5), null);
    }

    private void pass() {
        now = now.plus(
                switch (random.nextInt(6)) {
                    case 0 -> Duration.ZERO;
                    case 1 -> Duration.ofMillis(20);
                    case 2 -> Duration.ofSeconds(1);
                    case 3 -> Duration.ofSeconds(8);
                    case 4 -> Duration.ofSeconds(70);
                    default -> Duration.ofMillis(700);
                });
    }

    private void tell(JournalEvent event) {
        events.add(event);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String imageId() {
        return "sha256:aa" + image;
    }

    private Origin origin() {
        return new Origin("h", "e", workload, "c" + container);
    }

    private ContainerSettings settings() {
        return new ContainerSettings(
                workload,
                "shop/web:1",
                imageId(),
                "/app/web",
                List.of(),
                null,
                List.of("/app/web"),
                "",
                "",
                "web",
                false,
                false,
                false,
                false,
                policy,
                null,
                null,
                0,
                "json-file",
                Map.of("team", "shop", "tier", "1"),
                List.of(),
                List.of(),
                List.of(),
                "bridge",
                null,
                Instant.EPOCH,
                "x86_64",
                marker,
                job,
                true);
    }
}
