package io.lastwords.collector.logs;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A socket as it is. */
record PlainWire(SocketChannel channel, Peer peer) implements Wire {
    /** Looks up whom to connect to. */
    interface Peer {
        SocketAddress address() throws IOException;
    }

    @Override
    public void connect() throws IOException {
        channel.connect(peer.address());
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
