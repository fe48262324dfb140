package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import io.lastwords.notifier.Notifier;
import io.lastwords.notifier.NotifierFailedException;
import io.lastwords.notifier.NotifierSettings;
import java.time.Clock;

/** The notifier in this process. */
public final class NotifierService implements Service {
    private final Notifier notifier;

    public NotifierService(NotifierSettings settings, Clock clock) {
        notifier = new Notifier(settings, clock);
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void start() {
        notifier.start();
    }

    @Override
    public void awaitEnd() throws Failure, InterruptedException {
        try {
            notifier.awaitEnd();
        } catch (NotifierFailedException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void close() {
        notifier.close();
    }
}
