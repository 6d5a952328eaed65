package io.mtasts.http;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text in the body of a request. */
public final class BodyText {

    private BodyText() {}

    /**
     * Returns a JSON text, which is always UTF-8. RFC 8259, 8.1.
     *
     * @param type the media type that the client sent, null if it sent none
     * @param body null if there is none
     * @throws NotSupportedException if there is no media type, since JAX-RS lets such a request pass
     */
    public static String json(@Nullable MediaType type, byte @Nullable [] body) {
        if (type == null) {
            throw new NotSupportedException();
        }
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
