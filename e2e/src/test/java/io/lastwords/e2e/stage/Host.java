package io.lastwords.e2e.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.topic.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A host of a fleet on one machine: the real engine's API under a name of its own, with those containers alone that have
 * the host's label. All else goes through as it is, byte by byte.
 */
public final class Host implements AutoCloseable {
    private static final String LABEL = "io.lastwords.e2e.host";
    private static final Pattern LISTING = Pattern.compile("(/v[0-9.]+)?/(events|containers/json)");

    private final String name;
    private final ServerSocket server;

    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Host(String name, ServerSocket server) {
        this.name = name;
        this.server = server;
    }

    /** A host whose engine answers from now on. */
    public static Host start(String name) {
        try {
            var host = new Host(name, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name(name).start(host::serve);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** For {@code --docker-host}. */
    public String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** The options of {@code docker run} that put a container on this host. */
    public List<String> options() {
        return List.of("--label", label());
    }

    /** Cuts all that is connected, and lets nobody in, until it is mended. */
    public void cut(boolean is) {
        cut = is;
        if (is) {
            clients.forEach(Host::drop);
        }
    }

    private static void drop(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String label() {
        return LABEL + "=" + name;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (cut) {
                    drop(client);
                } else {
                    Thread.ofVirtual().start(() -> answer(client));
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket client) {
        clients.add(client);
        try (client;
                var engine = SocketChannel.open(UnixDomainSocketAddress.of(Docker.socket()))) {
            var in = new BufferedInputStream(client.getInputStream());
            var head = head(in);
            if (head.isEmpty()) {
                return;
            }
            var words = head.split(" ", 3);
            boolean info = words[1].endsWith("/info");
            var request = words[0] + " " + target(words[1]) + " " + words[2];
            var to = Channels.newOutputStream(engine);
            to.write(request.replaceFirst("(?i)\r\nConnection: [^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
            Thread.ofVirtual().start(() -> pass(in, to));
            var from = Channels.newInputStream(engine);
            if (info) {
                client.getOutputStream().write(renamed(from.readAllBytes()));
            } else {
                from.transferTo(client.getOutputStream());
            }
        } catch (IOException e) {
            // one of the two has gone, and so has the other now
        } finally {
            clients.remove(client);
        }
    }

    private static void pass(InputStream in, OutputStream to) {
        try {
            in.transferTo(to);
        } catch (IOException e) {
            // the answer is over
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            last = (last << 8) | next;
            if (last == 0x0d0a0d0a) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    /** The same, of this host's containers alone. */
    private String target(String target) throws IOException {
        var parts = target.split("\\?", 2);
        if (!LISTING.matcher(parts[0]).matches()) {
            return target;
        }
        var query = new StringBuilder();
        var filters = Json.mapper().createObjectNode();
        for (var parameter : (parts.length > 1 ? parts[1] : "").split("&", -1)) {
            if (parameter.startsWith("filters=")) {
                filters = (ObjectNode) Json.mapper().readTree(URLDecoder.decode(parameter.substring(8), UTF_8));
            } else if (!parameter.isEmpty()) {
                query.append(parameter).append('&');
            }
        }
        filters.putArray("label").add(label());
        return parts[0] + "?" + query + "filters=" + URLEncoder.encode(filters.toString(), UTF_8);
    }

    private byte[] renamed(byte[] answer) throws IOException {
        var text = new String(answer, UTF_8);
        var info = (ObjectNode) Json.mapper().readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
        var body =
                info.put("Name", name).put("ID", "engine-of-" + name).toString().getBytes(UTF_8);
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        var all = new ByteArrayOutputStream();
        all.write(head.getBytes(ISO_8859_1));
        all.write(body);
        return all.toByteArray();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
