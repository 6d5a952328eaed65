package io.mtasts.web;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;

/** Responses with a page, and the headers that all of them have. */
final class HtmlResponses {

    static final String MEDIA_TYPE = MediaType.TEXT_HTML + ";charset=UTF-8";

    static final Map<String, String> HEADERS = Map.of(
            HttpHeaders.CONTENT_TYPE,
            MEDIA_TYPE,
            HttpHeaders.CACHE_CONTROL,
            "private, no-cache",
            // A proxy that buffers the response would hide the progress.
            "X-Accel-Buffering",
            "no");

    private HtmlResponses() {}

    /** Returns a response with a whole page. */
    static RestMulti<String> whole(int status, String page) {
        return stream(status, Multi.createFrom().item(page));
    }

    /** Returns a response that is sent piece by piece. */
    static RestMulti<String> stream(int status, Multi<String> pieces) {
        RestMulti.SyncRestMulti.Builder<String> response =
                RestMulti.fromMultiData(pieces).status(status);
        HEADERS.forEach(response::header);
        return response.build();
    }
}
