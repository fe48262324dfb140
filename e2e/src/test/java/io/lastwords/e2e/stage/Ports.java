package io.lastwords.e2e.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this machine that nobody listens on. */
public final class Ports {
    private Ports() {}

    /** One of them. */
    public static int free() {
        return free(1).getFirst();
    }

    /** So many, found at once, so that none is given twice. */
    static List<Integer> free(int count) {
        var ports = new ArrayList<Integer>();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports.add(socket.getLocalPort());
            if (count > 1) { // while this one is taken
                ports.addAll(free(count - 1));
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
