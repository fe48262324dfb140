package io.lastwords.notifier.email;

import com.icegreen.greenmail.util.GreenMail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that answers a command's beginning as it is told to; else with 250. It hangs up after a 421, and can do
 * STARTTLS.
 */
final class ScriptedSmtp implements AutoCloseable {
    /** Makes the server say nothing more and keep the connection. */
    static final String HANG = "hang";

    private final ServerSocket socket;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    ScriptedSmtp(Map<String, String> answers) throws IOException {
        this.answers.putAll(answers);
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url(String login) {
        return "smtp://" + login + "127.0.0.1:" + socket.getLocalPort();
    }

    void answer(String command, String answer) {
        answers.put(command, answer);
    }

    /** What clients said, in order; over TLS with a mark. */
    List<String> commands() {
        return new ArrayList<>(commands);
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try {
            Socket connection = plain;
            String mark = "";
            var in = reader(connection);
            if (!reply(connection, answers.getOrDefault("greeting", "220 scripted"))) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(mark + line);
                String command = line;
                String answer = answers.entrySet().stream()
                        .filter(entry -> command.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(line.equals("DATA") ? "354 go" : "250 ok");
                if (!reply(connection, answer)) {
                    return;
                }
                if (line.equals("STARTTLS") && answer.startsWith("220")) {
                    connection = tls(plain);
                    in = reader(connection);
                    mark = "TLS ";
                } else if (line.equals("DATA") && answer.startsWith("354")) {
                    while (!".".equals(in.readLine())) {
                        // the mail itself
                    }
                    reply(connection, answers.getOrDefault("dot", "250 taken"));
                }
            }
        } catch (Exception e) {
            // the client is gone, or wants no TLS with us
        }
    }

    private static boolean reply(Socket connection, String answer) throws IOException {
        if (answer.equals(HANG)) {
            return false;
        }
        connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (answer.startsWith("421")) {
            connection.close();
            return false;
        }
        return true;
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** With the self-signed certificate that comes with GreenMail. */
    private static SSLSocket tls(Socket plain) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(in, "changeit".toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : connections) {
            connection.close();
        }
    }
}
