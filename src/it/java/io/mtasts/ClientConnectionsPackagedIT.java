package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client cannot take all connections of the service, even if it sends no request. */
class ClientConnectionsPackagedIT {

    private static final int LIMIT = 20;

    @Test
    @Timeout(120)
    void idleConnections_ofOneClientAreLimited() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(
                        lab, Map.of("mta-sts.limits.client-connections", Integer.toString(LIMIT)))) {
            LabFixtures.stageValid(lab, "example.com");
            int port = URI.create(service.address()).getPort();
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < LIMIT; i++) {
                idle.add(connect("127.0.0.3", port));
            }
            // the last of them is served, so that all have been counted
            assertThat(status(idle.get(LIMIT - 1))).isEqualTo("HTTP/1.1 200");

            try (Socket oneTooMany = connect("127.0.0.3", port)) {
                assertThat(isClosed(oneTooMany)).isTrue();
            }
            try (Socket other = connect("127.0.0.4", port)) {
                assertThat(check(other)).startsWith("HTTP/1.1 200").contains("enforcing");
            }
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static Socket connect(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Returns the beginning of the response, and keeps the connection open. */
    private static String status(Socket socket) throws IOException {
        request(socket, "");
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
    }

    private static String check(Socket socket) throws IOException {
        request(socket, "Connection: close\r\n");
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void request(Socket socket, String header) throws IOException {
        socket.getOutputStream()
                .write(("GET /api/v1/mta-sts/example.com HTTP/1.1\r\nHost: a\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
