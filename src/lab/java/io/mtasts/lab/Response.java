package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** An HTTP response as data: what is sent before it, its status, header, body, framing and pace. */
public record Response(
        String preamble, int status, List<HttpHeader> headers, byte[] body, Framing framing, Throttle pace) {

    public Response {
        headers = List.copyOf(headers);
        body = body.clone();
    }

    /** 200 with {@code text/plain}. */
    public static Response text(String body) {
        return status(200).header("Content-Type", "text/plain").body(body);
    }

    public static Response status(int status) {
        return new Response("", status, List.of(), new byte[0], Framing.CONTENT_LENGTH, Throttle.UNLIMITED);
    }

    /** These bytes as the whole response, from the status line to the end of the connection. */
    public static Response raw(byte[] bytes) {
        return status(200).framing(Framing.RAW).body(bytes);
    }

    public static Response redirect(int status, String location) {
        return status(status).header("Location", location);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public Response header(String name, String value) {
        List<HttpHeader> more = new ArrayList<>(headers);
        more.add(new HttpHeader(name, value));
        return new Response(preamble, status, more, body, framing, pace);
    }

    public Response withoutHeader(String name) {
        List<HttpHeader> others = headers.stream()
                .filter(header -> !header.name().equalsIgnoreCase(name))
                .toList();
        return new Response(preamble, status, others, body, framing, pace);
    }

    public Response contentType(String value) {
        return withoutHeader("Content-Type").header("Content-Type", value);
    }

    public Response body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public Response body(byte[] bytes) {
        return new Response(preamble, status, headers, bytes, framing, pace);
    }

    public Response framing(Framing other) {
        return new Response(preamble, status, headers, body, other, pace);
    }

    public Response pace(Throttle other) {
        return new Response(preamble, status, headers, body, framing, other);
    }

    /** An interim response (1xx) before this one. */
    public Response after(int interimStatus, HttpHeader... fields) {
        StringBuilder raw = new StringBuilder("HTTP/1.1 " + interimStatus + " Interim\r\n");
        for (HttpHeader field : fields) {
            raw.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return preamble(raw.append("\r\n").toString());
    }

    /** Any characters before the status line; more of them at each call. */
    public Response preamble(String raw) {
        return new Response(preamble + raw, status, headers, body, framing, pace);
    }

    /** The body compressed, and said so in Content-Encoding, whether the client wants it or not. */
    public Response gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header("Content-Encoding", "gzip").body(compressed.toByteArray());
    }

    /** Whether another response can follow on the same connection. */
    boolean delimited() {
        return framing == Framing.CONTENT_LENGTH || framing == Framing.CHUNKED;
    }
}
