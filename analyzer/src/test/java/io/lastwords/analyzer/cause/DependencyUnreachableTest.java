package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DependencyUnreachableTest {
    private final DependencyUnreachable cause = new DependencyUnreachable();

    @Test
    void readsEachLanguagesWords() {
        assertThat(answer(container().died(101, Recorded.RUST_CONNECT))).isEqualTo("dependency-unreachable");
        assertThat(answer(container("python", "m.py").died(1, Recorded.PYTHON_RESOLVE)))
                .isEqualTo("dependency-unreachable");
        assertThat(answer(container("java", "M").died(1, Recorded.JAVA_CAUSE))).isEqualTo("dependency-unreachable");
        assertThat(answer(container("node", "s.js").died(1, Recorded.NODE_CONNECT)))
                .isEqualTo("dependency-unreachable");
        assertThat(answer(container("/app")
                        .died(1, "2026/11/21 03:00:00 dial tcp 172.18.0.2:5432: connect: connection refused\n")))
                .isEqualTo("dependency-unreachable");
    }

    @Test
    void namesThePeer() {
        assertThat(likely(
                                cause,
                                container()
                                        .died(
                                                1,
                                                "could not translate host name \"db\" to address: Name or service not known\n"))
                        .summary())
                .isEqualTo("shop-backend-1 gave up: db is a name that it cannot resolve.");
        var postgres = likely(
                cause,
                container()
                        .compose()
                        .died(
                                1,
                                "psycopg2.OperationalError: connection to server at \"db\" "
                                        + "(172.18.0.2), port 5432 failed: Connection refused\n"));
        assertThat(postgres.summary()).isEqualTo("backend gave up: db does not answer.");
        assertThat(postgres.fix()).anyMatch(line -> line.contains("depends_on: db with condition: service_healthy"));
    }

    @Test
    void asksForANetworkThatKnowsNames() {
        var lookup = "could not translate host name \"db\" to address: Name or service not known\n";
        var opinion = likely(cause, container().network("default").died(1, lookup));
        assertThat(opinion.fix().getFirst())
                .endsWith("with: --network app, after: docker network create app && docker network connect app db");
        assertThat(likely(cause, container().network("shop_default").died(1, lookup))
                        .fix()
                        .getFirst())
                .startsWith("docker network inspect shop_default");
    }

    @Test
    void sendsNobodyToANetworkForANameOfTheWorldOrNone() {
        var world = container()
                .network("default")
                .died(
                        1,
                        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.stripe.com', port=443): "
                                + "Failed to resolve 'api.stripe.com' ([Errno -3] Temporary failure in name resolution)\n");
        assertThat(likely(cause, world).summary()).contains("api.stripe.com");
        assertThat(likely(cause, world).fix()).noneMatch(line -> line.contains("network create"));

        var none = container().network("default").died(1, "Error: getaddrinfo ENOTFOUND undefined\n");
        assertThat(answer(none)).isEqualTo("dependency-unreachable");
        assertThat(likely(cause, none).fix().getFirst()).contains("is the variable with its peer's address set?");
    }

    @Test
    void saysThatLocalhostIsTheContainerItself() {
        var opinion = likely(cause, container("node", "s.js").died(1, Recorded.NODE_CONNECT));
        assertThat(opinion.evidence()).anyMatch(line -> line.contains("inside a container is the container itself"));
    }

    @Test
    void ignoresAWarningBeforeAnotherDeath() {
        var facts = container()
                .run(
                        101,
                        run -> run.stdout("WARN redis: connection refused, going on without a cache\n")
                                .stderr(Recorded.RUST_INDEX));
        assertThat(answer(facts)).isEqualTo("uncaught-error");
        assertThat(answer(container()
                        .run(
                                137,
                                run -> run.stdout("redis: connection refused, trying again\n")
                                        .oomEvent())))
                .isEqualTo("out-of-memory");
        assertThat(answer(container()
                        .run(
                                1,
                                run -> run.stdout("connection refused\n")
                                        .later(600_000)
                                        .stdout("bye\n"))))
                .isEqualTo("unexplained");
    }

    @Test
    void isSurerWhereEachRunEndsSo() {
        var once = likely(cause, container().died(1, "connection refused\n"));
        var mixed =
                likely(cause, container().died(1, "other\n").died(1, "other\n").died(1, "connection refused\n"));
        assertThat(mixed.confidence()).isLessThan(once.confidence());
    }

    @Test
    void staysSilentWithoutWords() {
        assertThat(silent(cause, container().died(1, "bye\n"))).isTrue();
    }

    @Test
    void readsToolsAndProxies() {
        assertThat(likely(
                                cause,
                                container("/app/entrypoint.sh")
                                        .died(
                                                7,
                                                "curl: (7) Failed to connect to db port 9 after 2 ms: Couldn't connect to server\n"))
                        .summary())
                .isEqualTo("shop-backend-1 gave up: db does not answer.");
        assertThat(answer(container("nginx", "-g", "daemon off;")
                        .died(
                                1,
                                "nginx: [emerg] host not found in upstream \"backend\" in "
                                        + "/etc/nginx/conf.d/default.conf:8\n")))
                .isEqualTo("dependency-unreachable");
        assertThat(likely(
                                cause,
                                container()
                                        .died(
                                                1,
                                                "level=fatal msg=\"failed to connect to database\" error=\"dial tcp: lookup postgres "
                                                        + "on 127.0.0.11:53: no such host\"\n"))
                        .summary())
                .contains("postgres is a name");
    }

    @Test
    void readsPrismaAndALoggersPeer() {
        assertThat(likely(
                                cause,
                                container()
                                        .died(
                                                1,
                                                "Error: P1001: Can't reach database server at `db:5432`\n\nPlease make sure your database server is running at `db:5432`.\n"))
                        .summary())
                .isEqualTo("shop-backend-1 gave up: db:5432 does not answer.");
        assertThat(likely(
                                cause,
                                container()
                                        .died(
                                                3,
                                                "ERROR ingest: cannot reach broker broker.internal:9092: [Errno -2] Name or service not "
                                                        + "known\n"))
                        .summary())
                .contains("broker.internal:9092");
        assertThat(likely(
                                cause,
                                container("node", "s.js")
                                        .died(
                                                1,
                                                "Redis Client Error Error: connect ECONNREFUSED 10.1.2.3:6379\n    at TCP.x (node:net:1:2) {\n  code: 'ECONNREFUSED',\n  port: 6379\n}\n"))
                        .summary())
                .contains("10.1.2.3:6379");
    }

    @Test
    void namesTheBridgeAsDockersCommandsDo() {
        var opinion = likely(cause, container().network("default").died(1, "getaddrinfo ENOTFOUND db.internal\n"));
        assertThat(opinion.fix().getFirst()).startsWith("docker network inspect bridge ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait-for-it.sh: timeout occurred after waiting 15 seconds for db:5432\n",
                "2026/11/23 16:31:07 Timeout after 10s waiting on dependencies to become available: [tcp://db:5432]\n"
            })
    void believesWhoeverWaitedInVain(String words) {
        var facts = container("/entrypoint.sh").died(1, words);
        assertThat(answer(facts)).isEqualTo("dependency-unreachable");
        assertThat(likely(cause, facts).summary()).contains("db:5432 does not answer");
        assertThat(silent(cause, container("/entrypoint.sh").died(1, words + "starting all the same\n")))
                .isTrue();
    }
}
