package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** kill -9 at random moments, while containers write and loop: nothing is lost and nothing is there twice. */
final class KillIT {
    private static final boolean FULL = Boolean.getBoolean("lastwords.full");
    private static final int KILLS = FULL ? 40 : 10;

    /** Lines, microseconds between them and the exit code; a run of ten seconds or more resets the engine's back-off. */
    private static final List<List<String>> WRITERS = List.of(
            List.of("600", "20000", "3"),
            List.of("1100", "10000", "0"),
            List.of("200", "1000", "0"),
            List.of("50", "10000", "1"),
            List.of("2000", "0", "7"));

    @Test
    void keepsEveryLineOnceAndNotifiesEachIncidentThroughTenKills() throws Exception {
        long seed = Long.getLong("lastwords.seed", System.nanoTime());
        System.out.println("kill seed " + seed + " (repeat with -Dlastwords.seed=" + seed + ")");
        var random = new Random(seed);
        var image = Images.image("numbered-writer");
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            List<Container> containers = new ArrayList<>();
            for (var writer : WRITERS) {
                containers.add(stage.containers()
                        .start(
                                "writer" + containers.size(),
                                List.of("--network", "none", "--restart", "always"),
                                image,
                                writer.toArray(String[]::new)));
            }
            var crash = Images.image("exit-three");
            List<Outage> kills = new ArrayList<>();
            for (int n = 0; n < KILLS; n++) {
                // one in three falls anywhere after the launch, perhaps before it watches; the others once it does
                var moment = n % 3 == 2
                        ? watch.launched().plusMillis(500 + random.nextInt(5_000))
                        : watch.awaitReady().readyAt().plusMillis(random.nextInt(6_000));
                // an incident of its own shortly before, so that kills fall on diagnoses and notices on their way
                sleepUntil(moment.minusMillis(random.nextInt(2_500)));
                containers.add(stage.containers().start("crash%02d".formatted(n), List.of("--network", "none"), crash));
                sleepUntil(moment);
                boolean ready = watch.isReady();
                var killed = watch.kill();
                kills.add(Outage.at(killed));
                System.out.printf(
                        Locale.ROOT,
                        "kill %d after %.1f s%s%n",
                        n + 1,
                        Duration.between(watch.launched(), killed).toMillis() / 1e3,
                        ready ? "" : ", before it was ready");
                watch = stage.launch();
            }
            watch.awaitReady();
            var reckoning = new Reckoning(stage, watch.kafkaPort());
            reckoning.stop(containers);
            reckoning.checkLines(containers);
            reckoning.checkNotices(containers, kills);
        }
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        var left = Duration.between(Instant.now(), moment);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
