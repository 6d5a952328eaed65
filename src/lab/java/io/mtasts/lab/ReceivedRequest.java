package io.mtasts.lab;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A request as it came; of a request in HTTP/2 only that it came. The connections of a laboratory are numbered, so that
 * reuse can be seen.
 */
public record ReceivedRequest(
        String serverName,
        String requestLine,
        List<HttpHeader> headers,
        String tlsProtocol,
        String applicationProtocol,
        InetSocketAddress local,
        InetSocketAddress client,
        int connection,
        long nanoTime) {

    public ReceivedRequest {
        headers = List.copyOf(headers);
    }

    /** The first header field of this name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HttpHeader::value)
                .findFirst();
    }
}
