package io.lastwords.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.failure.Failure;
import io.micrometer.core.instrument.Metrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ObservatoryIT {
    private final HttpClient client = HttpClient.newHttpClient();

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private HttpResponse<String> get(Observatory observatory, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + observatory.address().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isReadyWhenItIsToldSoAndAliveBefore() throws Exception {
        try (var observatory = Observatory.open(free())) {
            assertThat(get(observatory, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(observatory, "/health/ready").statusCode()).isEqualTo(503);

            observatory.ready();

            assertThat(get(observatory, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(observatory, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void showsWhatTheServicesCount() throws Exception {
        try (var observatory = Observatory.open(free())) {
            Metrics.counter("lastwords.collector.lines", "host", "h1").increment(3);

            var answer = get(observatory, "/metrics");

            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(answer.body())
                    .contains("lastwords_collector_lines_total{host=\"h1\"} 3.0")
                    .contains("jvm_memory_used_bytes", "process_uptime_seconds");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var first = Observatory.open(free())) {
            assertThatThrownBy(() -> Observatory.open(first.address()))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("metrics cannot be served on ")
                    .hasMessageContaining(":" + first.address().getPort());
        }
    }
}
