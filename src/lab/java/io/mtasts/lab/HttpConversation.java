package io.mtasts.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** HTTP/1.1 on one connection, as the site's data orders it. */
final class HttpConversation {

    static final String POLICY_PATH = "/.well-known/mta-sts.txt";
    private static final int MAX_HEAD_LENGTH = 65_536;
    private static final byte[] CRLF = ascii("\r\n");

    private final TlsConnection connection;
    private final FakeHttpsSite site;
    private final DaemonThreads workers;
    private final Consumer<ReceivedRequest> log;
    private final InputStream in;

    HttpConversation(TlsConnection connection, FakeHttpsSite site, DaemonThreads workers, Consumer<ReceivedRequest> log)
            throws IOException {
        this.connection = connection;
        this.site = site;
        this.workers = workers;
        this.log = log;
        this.in = new BufferedInputStream(connection.tls().getInputStream());
    }

    void run() throws IOException {
        boolean again = true;
        while (again) {
            ReceivedRequest request = readRequest();
            log.accept(request);
            again = answer(request);
        }
    }

    private ReceivedRequest readRequest() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || head.size() == MAX_HEAD_LENGTH) {
                throw new EOFException("no request");
            }
            head.write(next);
            last = last << 8 | next;
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        List<HttpHeader> headers = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = Math.max(0, line.indexOf(':'));
            headers.add(new HttpHeader(
                    line.substring(0, colon), line.substring(colon + 1).trim()));
        }
        return connection.received(lines[0], headers);
    }

    /** Sends the response, or as much of it as the site gives; true if another request may follow. */
    private boolean answer(ReceivedRequest request) throws IOException {
        if (site.fault() == HttpFault.CLOSE_AFTER_REQUEST) {
            return false;
        }
        workers.pause(site.delayBefore(FakeHttpsSite.Stage.HEADERS));
        Response response =
                request.requestLine().contains(" " + POLICY_PATH + " ") ? site.response() : Response.status(404);
        byte[] head = head(response);
        switch (site.fault()) {
            case RESET_IN_HEADERS -> {
                connection.send(Arrays.copyOf(head, head.length / 2));
                connection.reset();
                return false;
            }
            case ENDLESS_HEADERS -> sendEndlessHeaders(head);
            default -> connection.send(head);
        }
        if (site.fault() == HttpFault.SILENCE_AFTER_HEADERS) {
            FakePolicyServer.waitForTheClient(in);
            return false;
        }
        workers.pause(site.delayBefore(FakeHttpsSite.Stage.BODY));
        if (request.requestLine().startsWith("HEAD ")) {
            return response.delimited();
        }
        if (site.fault() == HttpFault.RESET_IN_BODY) {
            connection.send(Arrays.copyOf(response.body(), response.body().length / 2));
            connection.reset();
            return false;
        }
        sendBody(response);
        boolean clientCloses =
                request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
        return response.delimited() && !clientCloses;
    }

    private static byte[] head(Response response) {
        if (response.framing() == Framing.RAW) {
            return new byte[0];
        }
        StringBuilder head = new StringBuilder(response.preamble());
        head.append("HTTP/1.1 ").append(response.status()).append(" Lab\r\n");
        response.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        head.append(framingHeader(response)).append("\r\n");
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String framingHeader(Response response) {
        int length = response.body().length;
        return switch (response.framing()) {
            case CONTENT_LENGTH ->
                response.status() == 204 || response.status() == 304 ? "" : "Content-Length: " + length + "\r\n";
            case CONTENT_LENGTH_CUT_OFF -> "Content-Length: " + (length + 1000) + "\r\n";
            case CHUNKED, CHUNKED_CUT_OFF, ENDLESS_CHUNKED -> "Transfer-Encoding: chunked\r\n";
            case UNTIL_CLOSE, UNTIL_CLOSE_WITHOUT_CLOSE_NOTIFY, ENDLESS_UNTIL_CLOSE -> "Connection: close\r\n";
            case AS_GIVEN, RAW -> "";
        };
    }

    private void sendEndlessHeaders(byte[] head) throws IOException {
        connection.send(Arrays.copyOf(head, head.length - 2));
        byte[] block = ascii(("x-lab: " + "h".repeat(91) + "\r\n").repeat(100));
        while (true) {
            connection.send(block);
            workers.pause(Throttle.ONE_MEGABYTE_PER_SECOND.interval());
        }
    }

    private void sendBody(Response response) throws IOException {
        byte[] body = response.body();
        switch (response.framing()) {
            case CONTENT_LENGTH, CONTENT_LENGTH_CUT_OFF, UNTIL_CLOSE, AS_GIVEN, RAW -> sendPaced(response, body, false);
            case UNTIL_CLOSE_WITHOUT_CLOSE_NOTIFY -> {
                sendPaced(response, body, false);
                connection.cut();
            }
            case CHUNKED -> {
                sendPaced(response, body, true);
                connection.send(ascii("0\r\n\r\n"));
            }
            case CHUNKED_CUT_OFF -> sendPaced(response, body, true);
            case ENDLESS_CHUNKED -> sendForEver(response, true);
            case ENDLESS_UNTIL_CLOSE -> sendForEver(response, false);
        }
    }

    private void sendForEver(Response response, boolean chunked) throws IOException {
        byte[] body = response.body().length == 0 ? ascii("x\r\n") : response.body();
        byte[] block = new byte[response.pace().bytes()];
        int position = 0;
        while (true) {
            for (int i = 0; i < block.length; i++, position++) {
                block[i] = body[position % body.length];
            }
            position %= body.length;
            sendPaced(response, block, chunked);
        }
    }

    private void sendPaced(Response response, byte[] bytes, boolean chunked) throws IOException {
        Throttle pace = response.pace();
        for (int from = 0; from < bytes.length; from += pace.bytes()) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pace.bytes()));
            connection.send(chunked ? chunk(part) : part);
            workers.pause(pace.interval());
        }
    }

    private static byte[] chunk(byte[] part) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(ascii(Integer.toHexString(part.length) + "\r\n"));
        chunk.writeBytes(part);
        chunk.writeBytes(CRLF);
        return chunk.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
