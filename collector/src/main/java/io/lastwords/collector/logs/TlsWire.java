package io.lastwords.collector.logs;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A socket with TLS on it; the engine's certificate must name the host that was asked for. */
final class TlsWire implements Wire {
    private final EngineAddress.Tcp engine;
    private final SSLContext context;
    private final Socket socket = new Socket();
    private @Nullable SSLSocket secured;
    private @Nullable InputStream in;

    TlsWire(EngineAddress.Tcp engine, SSLContext context) {
        this.engine = engine;
        this.context = context;
    }

    @Override
    public void connect() throws IOException {
        EngineAddress.Tcp.probe(socket::setOption);
        socket.connect(engine.lookUp());
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, engine.name(), engine.port(), true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        secured = tls;
        in = tls.getInputStream();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (secured == null) {
            throw new SocketException("not connected");
        }
        secured.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        bytes.position(bytes.limit());
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (in == null) {
            throw new SocketException("not connected");
        }
        int n = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (n > 0) {
            into.position(into.position() + n);
        }
        return n;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    /** The socket below: a TLS socket's own close would wait for whoever reads. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
