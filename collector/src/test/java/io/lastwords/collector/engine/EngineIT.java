package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineIT {
    @TempDir
    Path folder;

    private static void connect(String address) throws UnreachableEngineException {
        Engine.connect(address, null, Clock.systemUTC(), (name, service, image) -> null)
                .close();
    }

    @Test
    void saysThatThereIsNoSocket() {
        assertThatThrownBy(() -> connect("unix://" + folder + "/docker.sock"))
                .isInstanceOf(UnreachableEngineException.class)
                .hasMessageContaining("there is no socket " + folder + "/docker.sock")
                .hasMessageContaining("start Docker")
                .message()
                .hasLineCount(1);
    }

    @Test
    void saysThatNothingAnswersOnTheSocket() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThatThrownBy(() -> connect("unix://" + socket))
                .isInstanceOf(UnreachableEngineException.class)
                .hasMessageContaining("nothing answers on the Docker socket");
        Files.delete(socket);
    }

    @Test
    void saysThatNothingAnswersOnThePort() {
        assertThatThrownBy(() -> connect("tcp://127.0.0.1:1"))
                .isInstanceOf(UnreachableEngineException.class)
                .hasMessageContaining("no Docker engine answers at tcp://127.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://somewhere", "docker", "npipe:////./pipe/docker", "unix:/ /x"})
    void saysWhatAnAddressLooksLike(String address) {
        assertThatThrownBy(() -> connect(address))
                .isInstanceOf(UnreachableEngineException.class)
                .hasMessageContaining("'" + address + "'")
                .hasMessageContaining("--docker-host unix:///path/to/docker.sock or tcp://host:port");
    }
}
