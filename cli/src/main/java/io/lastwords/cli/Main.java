package io.lastwords.cli;

import io.lastwords.cli.command.Context;
import io.lastwords.cli.command.Lastwords;
import io.lastwords.cli.terminal.Screen;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.ZoneId;

/** Where the process begins; only wires. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Kafka's metrics wait for it, a tenth of a second
        Thread.ofPlatform().daemon().name("beans").start(ManagementFactory::getPlatformMBeanServer);
        var environment = System.getenv();
        var screen = Screen.of(System.getProperty("lastwords.columns"), environment);
        var clock = Clock.system(ZoneId.systemDefault());
        int gauge = Integer.getInteger("lastwords.progress", 0);
        var context = new Context(System.out, System.err, environment, screen, clock, gauge);
        System.exit(new Lastwords(context).run(arguments));
    }
}
