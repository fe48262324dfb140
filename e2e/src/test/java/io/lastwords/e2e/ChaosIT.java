package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.e2e.stage.Brokers;
import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Host;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Launcher;
import io.lastwords.e2e.stage.Service;
import io.lastwords.e2e.stage.SetClock;
import io.lastwords.e2e.stage.SmallDisk;
import io.lastwords.e2e.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Three brokers, and two of each service, of which now one and now another fails, while containers write, loop and crash:
 * nothing is lost, nothing is there twice, and what is well is not accused. A short form in every build.
 */
final class ChaosIT {
    private static final boolean FULL = Boolean.getBoolean("lastwords.full");
    private static final int ROUNDS = FULL ? 4 : 1;
    private static final int EACH = FULL ? 4 : 2;

    /** A broker's data and the folders of the first of each service. */
    private static final int DISK_MEGABYTES = FULL ? 1_024 : 512;

    private final Random random;
    private final List<Outage> outages = new ArrayList<>();
    private final Set<Blow> struck = EnumSet.noneOf(Blow.class);

    ChaosIT() {
        long seed = Long.getLong("lastwords.seed", System.nanoTime());
        System.out.println("chaos seed " + seed + " (repeat with -Dlastwords.seed=" + seed + ")");
        random = new Random(seed);
    }

    /** What is done to the services. */
    private enum Blow {
        KILL_COLLECTOR,
        KILL_ANALYZER,
        KILL_NOTIFIER,
        KILL_BROKER,
        KAFKA_GONE,
        FREEZE_ANALYZER,
        FREEZE_NOTIFIER,
        CUT_ENGINE,
        SLACK_DOWN,
        DISK_FULL,
        SET_CLOCK
    }

    @Test
    void losesNothingAndTellsAllOnceWhateverFails() throws Exception {
        try (var stage = Stage.open();
                var disk = new SmallDisk(Files.createDirectory(stage.data().resolve("small")), DISK_MEGABYTES);
                var brokers = new Brokers(Files.createDirectory(disk.folder().resolve("broker")));
                var north = Host.start("north");
                var south = Host.start("south")) {
            var hosts = List.of(north, south);
            createTopics(brokers, stage.data());
            try (var services = new Services(stage, disk, brokers, hosts)) {
                List<Container> sick = new ArrayList<>();
                List<Container> well = new ArrayList<>();
                for (var host : hosts) {
                    for (int n = 0; n < EACH; n++) {
                        sick.add(run(stage, host, "looping" + n, "always", "300", "10000", "3"));
                        sick.add(run(stage, host, "burst" + n, "always", "2000", "0", "7"));
                        well.add(run(stage, host, "chatty" + n, "no", "1000000", "5000", "0"));
                        well.add(run(stage, host, "job" + n, "no", "500", "1000", "0"));
                    }
                    sick.add(run(stage, host, "wide", "always", "100", "20000", "4", "both"));
                    well.add(run(stage, host, "broad", "no", "1000000", "200000", "0", "both"));
                }
                for (int round = 0; round < ROUNDS; round++) {
                    var blows = new ArrayList<>(List.of(Blow.values()));
                    Collections.shuffle(blows, random);
                    for (var blow : blows) {
                        sick.add(run(
                                stage,
                                hosts.get(random.nextInt(2)),
                                "crash%03d".formatted(sick.size()),
                                "no",
                                "20",
                                "0",
                                "1"));
                        strike(blow, services, brokers, disk, hosts, stage);
                    }
                }
                services.all().forEach(Service::awaitReady);

                var reckoning = new Reckoning(stage, brokers.port());
                var all = new ArrayList<>(sick);
                all.addAll(well);
                reckoning.stop(all);
                reckoning.checkLines(all);
                reckoning.checkNotices(sick, outages);
                assertThat(well).allSatisfy(container -> reckoning.checkInnocent(container));
            }
        }
    }

    private void strike(Blow blow, Services services, Brokers brokers, SmallDisk disk, List<Host> hosts, Stage stage)
            throws InterruptedException {
        Thread.sleep(500 + random.nextInt(FULL ? 5_000 : 2_000));
        int one = random.nextInt(2);
        boolean atLength = FULL && !struck.contains(blow);
        struck.add(blow);
        for (var service : services.all()) {
            service.supervise();
        }
        var begun = Instant.now();
        switch (blow) {
            case KILL_COLLECTOR -> services.collectors().get(one).kill();
            case KILL_ANALYZER -> services.analyzers().get(one).kill();
            case KILL_NOTIFIER -> services.notifiers().get(one).kill();
            case KILL_BROKER -> {
                int broker = 1 + random.nextInt(3);
                brokers.kill(broker);
                Thread.sleep(2_000 + random.nextInt(FULL ? 20_000 : 1_000));
                brokers.start(broker);
            }
            case KAFKA_GONE -> {
                brokers.silence(true);
                Thread.sleep(atLength ? 180_000 : 6_000);
                brokers.silence(false);
            }
            case FREEZE_ANALYZER -> freeze(services.analyzers().get(one), atLength);
            case FREEZE_NOTIFIER -> freeze(services.notifiers().get(one), atLength);
            case CUT_ENGINE -> {
                hosts.get(one).cut(true);
                Thread.sleep(1_000 + random.nextInt(3_000));
                hosts.get(one).cut(false);
            }
            case SLACK_DOWN -> {
                stage.slack().outOfOrder(true);
                Thread.sleep(2_000);
                stage.slack().outOfOrder(false);
            }
            case DISK_FULL -> {
                disk.fill();
                brokers.awaitEndOfTheLast();
                Thread.sleep(2_000 + random.nextInt(FULL ? 20_000 : 1_000));
                disk.free();
                brokers.startTheLast();
            }
            case SET_CLOCK -> {
                services.clock().forward();
                Thread.sleep(2_000);
            }
        }
        var outage = new Outage(begun, Instant.now());
        outages.add(outage);
        System.out.printf(
                Locale.ROOT,
                "%s: %s for %.1f s%n",
                begun,
                blow,
                Duration.between(outage.from(), outage.to()).toMillis() / 1e3);
    }

    /** In the full form long enough for others to take over. */
    private static void freeze(Service service, boolean atLength) throws InterruptedException {
        service.pause(true);
        Thread.sleep(atLength ? 60_000 : FULL ? 20_000 : 5_000);
        service.pause(false);
    }

    private static Container run(Stage stage, Host host, String name, String policy, String... writer) {
        var options = new ArrayList<>(host.options());
        options.addAll(List.of("--network", "none", "--restart", policy));
        return stage.containers().start(host.name() + "-" + name, options, Images.image("numbered-writer"), writer);
    }

    private static void createTopics(Brokers brokers, Path data) {
        var command = List.of(
                "topics",
                "--create",
                "--partitions",
                "3",
                "--bootstrap-servers",
                brokers.servers(),
                "--data-dir",
                data.resolve("topics").toString());
        Command.run(Launcher.command(command, Map.of())).orFail();
    }

    /** Two of each. */
    private static final class Services implements AutoCloseable {
        private final List<Service> collectors = new ArrayList<>();
        private final List<Service> analyzers = new ArrayList<>();
        private final List<Service> notifiers = new ArrayList<>();
        private final SetClock clock;

        Services(Stage stage, SmallDisk disk, Brokers brokers, List<Host> hosts) throws IOException {
            clock = new SetClock(stage.data().resolve("clock"));
            // after an outage more become due within a minute than are told one by one
            var notices = stage.data().resolve("notices.yaml");
            Files.writeString(notices, "route: {groupWait: 5s, groupInterval: 10s}\n");
            for (int n = 0; n < 2; n++) {
                var environment = new HashMap<>(stage.environment());
                environment.put("LASTWORDS_BOOTSTRAP_SERVERS", brokers.servers());
                var folder = n == 0 ? disk.folder() : stage.data();
                collectors.add(start(
                        folder,
                        "collect",
                        n,
                        environment,
                        "--docker-host",
                        hosts.get(n).address()));
                analyzers.add(start(folder, "analyze", n, environment));
                notifiers.add(start(folder, "notify", n, environment, "--config", notices.toString()));
            }
            all().forEach(Service::awaitReady);
        }

        private Service start(Path folder, String command, int n, Map<String, String> environment, String... options) {
            var words = new ArrayList<>(List.of(command));
            words.addAll(List.of(options));
            var settings = new HashMap<>(environment);
            if (n == 0) {
                settings.putAll(clock.environment());
            }
            return new Service(command + n, folder.resolve(command + n), settings, words.toArray(String[]::new));
        }

        /** Of the first of each. */
        SetClock clock() {
            return clock;
        }

        List<Service> collectors() {
            return collectors;
        }

        List<Service> analyzers() {
            return analyzers;
        }

        List<Service> notifiers() {
            return notifiers;
        }

        List<Service> all() {
            var all = new ArrayList<>(collectors);
            all.addAll(analyzers);
            all.addAll(notifiers);
            return all;
        }

        @Override
        public void close() {
            all().forEach(Service::close);
        }
    }
}
