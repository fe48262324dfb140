package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class EngineAddressTest {
    @Test
    void probesAConnectionOnWhichNothingComes() throws Exception {
        try (var wire = new EngineAddress.Tcp("localhost", 1).wire()) {
            var channel = ((PlainWire) wire).channel();
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
        }
    }
}
