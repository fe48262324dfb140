package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in this process: the services, all started at once and all ended when the first one ends, on top of the
 * resources that they stand on. A signal ends it in the same good order, and the process with status 0: whoever pressed
 * Ctrl-C got what they wanted.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long END_SECONDS = 10;

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final List<Service> services = new ArrayList<>();
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final Thread onSignal = new Thread(this::signalled, "signal");
    private boolean closed;

    private record End(@Nullable Throwable why) {}

    /** Blocks until something ends, as {@link Service#awaitEnd} does. */
    @FunctionalInterface
    public interface Wait {
        void await() throws Failure, InterruptedException;
    }

    private interface Step {
        void run() throws Exception;
    }

    private Session() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** An empty one, which listens for signals from now on. */
    public static Session open() {
        return new Session();
    }

    /** Closes a resource with this session: after the services, and after the resources that came later. */
    public synchronized <T extends AutoCloseable> T keep(T resource) {
        resources.push(resource);
        return resource;
    }

    /** Starts services side by side and returns when all work; the first failure is thrown at once. */
    public void start(List<? extends Service> together) throws Failure, InterruptedException {
        synchronized (this) {
            services.addAll(together);
        }
        var started = new LinkedBlockingQueue<End>();
        for (var service : together) {
            background("start-" + service.name(), service::start, started);
        }
        for (int i = 0; i < together.size(); i++) {
            rethrow(started.take());
        }
        together.forEach(service -> background("await-" + service.name(), service::awaitEnd, ends));
    }

    /** Lets this session also end when something else than a service does. */
    public void endWith(String name, Wait wait) {
        background("await-" + name, wait::await, ends);
    }

    /** Blocks until something ends; returns where it was closed, and throws where it could not go on. */
    public void awaitEnd() throws Failure, InterruptedException {
        rethrow(ends.take());
    }

    /** Waits a moment for what {@link #awaitEnd} waits for. */
    public void awaitEnd(Duration moment) throws Failure, InterruptedException {
        var end = ends.poll(moment.toMillis(), TimeUnit.MILLISECONDS);
        if (end != null) {
            rethrow(end);
        }
    }

    /** Ends all services at once, then the resources one after the other. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        forgetSignals();
        var done = new LinkedBlockingQueue<End>();
        services.forEach(service -> background("close-" + service.name(), service::close, done));
        try {
            for (int i = 0; i < services.size(); i++) {
                var end = done.poll(END_SECONDS, TimeUnit.SECONDS);
                if (end == null) {
                    LOG.error("a service did not end in {} s", END_SECONDS);
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resources.forEach(resource -> quietly(resource::close));
    }

    private void forgetSignals() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            LOG.debug("a signal it is");
        }
    }

    private void signalled() {
        boolean wasClosed;
        synchronized (this) {
            wasClosed = closed;
            close();
        }
        if (!wasClosed) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void background(String name, Step step, BlockingQueue<End> ends) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            long began = System.nanoTime();
            ends.add(new End(quietly(step)));
            LOG.atInfo()
                    .addKeyValue(
                            "millis",
                            Duration.ofNanos(System.nanoTime() - began).toMillis())
                    .log("{} is done", name);
        });
    }

    private static @Nullable Throwable quietly(Step step) {
        try {
            step.run();
            return null;
        } catch (Exception | LinkageError e) {
            LOG.atError().setCause(e).log("{}", Thread.currentThread().getName());
            return e;
        }
    }

    private static void rethrow(End end) throws Failure {
        switch (end.why()) {
            case null -> {}
            case Failure failure -> throw failure;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
