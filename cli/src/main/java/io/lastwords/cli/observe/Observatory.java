package io.lastwords.cli.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.cli.failure.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers {@code /metrics} in Prometheus's format, {@code /health/live} and {@code /health/ready}: the last with 503
 * until {@link #ready} is called.
 */
public final class Observatory implements AutoCloseable {
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    /** Of micrometer's own figures those that Prometheus's linter complains about. */
    private static final Set<String> ILL_NAMED = Set.of("system.cpu.count", "process.cpu.time");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean ready;

    private Observatory(HttpServer server) {
        this.server = server;
        registry.config().meterFilter(MeterFilter.deny(id -> ILL_NAMED.contains(id.getName())));
        Metrics.addRegistry(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("lastwords.ready", this, observatory -> observatory.ready ? 1 : 0)
                .description("Whether everything does its work.")
                .register(registry);
        server.createContext("/metrics", exchange -> answer(exchange, 200, METRICS, registry.scrape()));
        server.createContext("/health/live", exchange -> health(exchange, true));
        server.createContext("/health/ready", exchange -> health(exchange, ready));
        server.setExecutor(executor);
        server.start();
    }

    /**
     * Begins to answer.
     *
     * @throws Failure where the address cannot be had
     */
    public static Observatory open(InetSocketAddress address) throws Failure {
        try {
            return new Observatory(HttpServer.create(address, 0));
        } catch (IOException e) {
            throw new Failure(
                    "metrics cannot be served on " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** From now on it is ready: everything does its work. */
    public void ready() {
        ready = true;
    }

    /** Where it answers; its port where 0 was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void health(HttpExchange exchange, boolean well) throws IOException {
        answer(
                exchange,
                well ? 200 : 503,
                "application/json",
                well ? "{\"status\":\"up\"}\n" : "{\"status\":\"starting\"}\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
        Metrics.removeRegistry(registry);
        registry.close();
    }
}
