package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import io.lastwords.collector.CollectorSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collectors in this process, one for each engine. A single engine must answer; of several one must, and those that
 * do not are tried again and again without holding up the others.
 */
public final class CollectorService implements Service {
    /** For so long an engine may be silent before the others are said to be watched. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<EngineAttendant> attendants;
    private final String withoutEngine;
    private final Consumer<String> say;
    private final Map<String, String> addresses = new HashMap<>();
    private final List<Watching> watched = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean told;

    /** What one engine has. */
    record Watching(int containers, String host) {}

    /**
     * Makes them; nothing is connected yet.
     *
     * @param engines one at least
     * @param withoutEngine what else there is to do where no engine answers; goes behind the line that says so
     * @param say takes a line for the user
     */
    public CollectorService(List<CollectorSettings> engines, Clock clock, String withoutEngine, Consumer<String> say) {
        this.attendants = engines.stream()
                .map(engine -> new EngineAttendant(engine, clock, this))
                .toList();
        this.withoutEngine = withoutEngine;
        this.say = say;
    }

    /** What is watched, for the user: {@code 12 containers on web-1, web-2}. To be asked once it has started. */
    public synchronized String watching() {
        told = true;
        return text(watched);
    }

    private static String text(List<Watching> watched) {
        return watched.stream().mapToInt(Watching::containers).sum() + " containers on "
                + watched.stream().map(Watching::host).collect(Collectors.joining(", "));
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public void start() throws Failure, InterruptedException {
        attendants.forEach(EngineAttendant::start);
        awaitAnswers();
        synchronized (this) {
            if (watched.isEmpty() && attendants.size() == 1) {
                throw new Failure(unanswered.getFirst() + withoutEngine);
            }
            if (watched.isEmpty()) {
                unanswered.forEach(line -> say.accept("lastwords: " + line));
                throw new Failure("none of the " + attendants.size() + " Docker engines answers" + withoutEngine);
            }
            unanswered.forEach(this::complain);
        }
    }

    private void complain(String line) {
        say.accept("lastwords: " + line + "; the others are watched, and it is tried again");
    }

    /** Returns when every engine has answered or not, or one has and the others had time enough. */
    private synchronized void awaitAnswers() throws Failure, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (watched.size() + unanswered.size() < attendants.size()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (ended.isCompletedExceptionally()) {
                rethrow();
            } else if (watched.isEmpty()) {
                wait();
            } else if (left > 0) {
                wait(left);
            } else {
                return;
            }
        }
    }

    private void rethrow() throws Failure, InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether an engine may be watched: none other is that one, or goes by its name. */
    synchronized void claim(String id, String host, String address) throws Failure {
        var other = addresses.putIfAbsent("id " + id, address);
        if (other != null && !other.equals(address)) {
            throw new Failure(other + " and " + address + " are the same Docker engine: leave one of them out");
        }
        var namesake = addresses.putIfAbsent("host " + host, address);
        if (namesake != null && !namesake.equals(address)) {
            throw new Failure("the Docker engines at " + namesake + " and " + address + " are both called '" + host
                    + "': watch one of them by another lastwords, with --host-name");
        }
    }

    /** An engine is watched from now on. */
    synchronized void up(Watching one) {
        if (told) {
            say.accept("watching " + text(List.of(one)) + " as well");
        }
        watched.add(one);
        notifyAll();
    }

    /** An engine does not answer for the first time; it is tried again where there are others. */
    synchronized void down(String line) {
        if (told) {
            complain(line);
        }
        unanswered.add(line);
        notifyAll();
    }

    /** None goes on where one cannot. */
    synchronized void over(@Nullable Throwable why) {
        if (why == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(why);
        }
        notifyAll();
    }

    @Override
    public void awaitEnd() throws Failure, InterruptedException {
        rethrow();
    }

    @Override
    public void close() {
        attendants.parallelStream().forEach(EngineAttendant::close);
        over(null);
    }
}
