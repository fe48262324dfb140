package io.lastwords.notifier.delivery;

import io.lastwords.model.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asks for one message a second, and takes two of three; whatever it does else, it does in simulated time. */
final class TroubledSlack implements Channel {
    enum Trouble {
        TOO_MANY,
        BROKEN,
        HANGS,
        HANGS_UP
    }

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Random random;
    private final List<String> taken = new ArrayList<>();
    private final Collection<String> openings = new LinkedHashSet<>();
    private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
    private FakeKafka.@Nullable Life life;
    private @Nullable Instant last;
    private Duration shortestGap = Duration.ofDays(1);
    private Instant pausedUntil = Instant.MIN;
    private int tooEarly;

    TroubledSlack(Random random) {
        this.random = random;
    }

    /** Whose time it takes. */
    void livesIn(FakeKafka.Life life) {
        this.life = life;
    }

    /** 'INCIDENT WHY' of each message that it took, in order. */
    List<String> taken() {
        return taken;
    }

    /** The incidents by the first attempt to tell their opening. */
    List<String> openingsAsTriedFirst() {
        return List.copyOf(openings);
    }

    /** Between the end of an attempt and the next one. */
    Duration shortestGap() {
        return shortestGap;
    }

    int triedTooEarly() {
        return tooEarly;
    }

    Map<Trouble, Integer> troubles() {
        return troubles;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Attempt send(Message message) {
        var began = now();
        if (last != null && Duration.between(last, began).compareTo(shortestGap) < 0) {
            shortestGap = Duration.between(last, began);
        }
        tooEarly += began.isBefore(pausedUntil) ? 1 : 0;
        var why = Json.text(message.why()).replace("\"", "");
        if (why.equals("opened")) {
            openings.add(message.incident());
        }
        var attempt = answer(message.incident() + " " + why);
        last = now();
        return attempt;
    }

    private Attempt answer(String notice) {
        int dice = random.nextInt(100);
        if (dice < 10) {
            var pause = Duration.ofSeconds(1 + random.nextInt(15));
            pausedUntil = now().plus(pause);
            return later(Trouble.TOO_MANY, pause);
        }
        if (dice < 20) {
            return later(Trouble.BROKEN, null);
        }
        if (dice < 25) {
            Objects.requireNonNull(life).pass(TIMEOUT);
            return later(Trouble.HANGS, null);
        }
        if (dice < 33) {
            return later(Trouble.HANGS_UP, null);
        }
        taken.add(notice);
        return new Attempt.Delivered("", "");
    }

    private Attempt later(Trouble trouble, @Nullable Duration pause) {
        troubles.merge(trouble, 1, Integer::sum);
        return new Attempt.Later(pause, trouble.name());
    }

    private Instant now() {
        return Objects.requireNonNull(life).time();
    }
}
