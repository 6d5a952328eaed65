package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response written out in full, with places for a body: {@code {n}} for its length, {@code {body}}, and others. */
final class RawResponse {

    private static final Pattern PLACE = Pattern.compile("\\{(n|body|chunked|chunkedgzip)}");

    private RawResponse() {}

    static byte[] fill(String raw, byte[] body) {
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        Matcher places = PLACE.matcher(raw);
        int end = 0;
        while (places.find()) {
            filled.writeBytes(ascii(raw.substring(end, places.start())));
            filled.writeBytes(
                    switch (places.group(1)) {
                        case "n" -> ascii(Integer.toString(body.length));
                        case "body" -> body;
                        case "chunked" -> chunked(body);
                        default -> chunked(Response.text("").body(body).gzip().body());
                    });
            end = places.end();
        }
        filled.writeBytes(ascii(raw.substring(end)));
        return filled.toByteArray();
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunked = new ByteArrayOutputStream();
        chunked.writeBytes(ascii(Integer.toHexString(body.length) + "\r\n"));
        chunked.writeBytes(body);
        chunked.writeBytes(ascii("\r\n0\r\n\r\n"));
        return chunked.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
