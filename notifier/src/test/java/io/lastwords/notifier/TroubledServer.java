package io.lastwords.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Several receivers by their paths, on a real HTTP server; what one of them is to do wrong it does once each. */
final class TroubledServer implements AutoCloseable {
    private static final Pattern INCIDENT = Pattern.compile("burst-\\d+");

    enum Trouble {
        TOO_MANY,
        BROKEN,
        HANGS,
        CUTS_OFF_WHAT_IT_TOOK,
        HANGS_UP
    }

    /**
     * A notice that a receiver took.
     *
     * @param from the header X-Instance
     * @param nanos when it came
     */
    record Taken(String incident, boolean end, String from, long nanos) {
        String what() {
            return incident + (end ? " resolved" : " opened");
        }
    }

    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, List<Taken>> taken = new ConcurrentHashMap<>();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final AtomicInteger doubleServed = new AtomicInteger();
    private volatile Predicate<String> beforeAnswer = receiver -> true;

    TroubledServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::exchange);
        server.start();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var receiver = exchange.getRequestURI().getPath().substring(1);
        var serving = serving(receiver);
        try (exchange) {
            if (serving.incrementAndGet() > 1) {
                doubleServed.incrementAndGet();
            }
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var trouble = troubles.getOrDefault(receiver, new ConcurrentLinkedQueue<>())
                    .poll();
            if (trouble == null) {
                take(receiver, exchange, text);
                if (beforeAnswer.test(receiver)) {
                    exchange.sendResponseHeaders(200, -1);
                }
            } else {
                misbehave(trouble, receiver, exchange, text);
            }
        } finally {
            serving.decrementAndGet();
        }
    }

    private AtomicInteger serving(String receiver) {
        return busy.computeIfAbsent(receiver, name -> new AtomicInteger());
    }

    private void misbehave(Trouble trouble, String receiver, HttpExchange exchange, String text) throws IOException {
        switch (trouble) {
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "2");
                exchange.sendResponseHeaders(429, -1);
            }
            case BROKEN -> exchange.sendResponseHeaders(500, -1);
            case HANGS -> {
                serving(receiver).decrementAndGet(); // whoever hangs up on it may come again
                await();
                serving(receiver).incrementAndGet();
            }
            case CUTS_OFF_WHAT_IT_TOOK -> {
                take(receiver, exchange, text);
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('o');
                exchange.getResponseBody().flush();
            }
            case HANGS_UP -> {}
        }
    }

    private void take(String receiver, HttpExchange exchange, String text) {
        var found = INCIDENT.matcher(text);
        var from = exchange.getRequestHeaders().getFirst("X-Instance");
        taken(receiver)
                .add(new Taken(
                        found.find() ? found.group() : text,
                        text.contains("has recovered"),
                        from == null ? "" : from,
                        System.nanoTime()));
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Done with the next requests to a receiver. */
    void misbehave(String receiver, List<Trouble> next) {
        troubles.put(receiver, new ConcurrentLinkedQueue<>(next));
    }

    /** Asked with the receiver's name when it has taken a notice; where false, it hangs up without an answer. */
    void beforeAnswer(Predicate<String> each) {
        beforeAnswer = each;
    }

    URI url(String receiver) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + receiver);
    }

    /** What a receiver took, in order. */
    List<Taken> taken(String receiver) {
        return taken.computeIfAbsent(receiver, name -> new CopyOnWriteArrayList<>());
    }

    /** What a receiver took twice, each with those who told it. */
    Map<String, List<String>> doubles(String receiver) {
        var told = new TreeMap<String, List<String>>();
        taken(receiver)
                .forEach(notice -> told.computeIfAbsent(notice.what(), what -> new ArrayList<>())
                        .add(notice.from()));
        told.values().removeIf(from -> from.size() == 1);
        return told;
    }

    /** What a receiver took, in order, as 'INCIDENT opened' or 'INCIDENT resolved'. */
    List<String> notices(String receiver) {
        return new ArrayList<>(taken(receiver).stream().map(Taken::what).toList());
    }

    /** How often a receiver was told something while it was being told something else. */
    int doubleServed() {
        return doubleServed.get();
    }

    /** The shortest time between two notices that a receiver took. */
    Duration shortestGap(String receiver) {
        var all = taken(receiver);
        long shortest = Long.MAX_VALUE;
        for (int i = 1; i < all.size(); i++) {
            shortest = Math.min(shortest, all.get(i).nanos() - all.get(i - 1).nanos());
        }
        return Duration.ofNanos(shortest);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
