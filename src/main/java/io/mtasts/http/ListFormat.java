package io.mtasts.http;

import io.mtasts.document.ProblemDocument;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats of a list of results. */
public enum ListFormat {
    /** One array of JSON. */
    JSON(MediaType.APPLICATION_JSON),
    /** One JSON value on each line. */
    NDJSON("application/x-ndjson"),
    /** Server-sent events. */
    EVENTS(MediaType.SERVER_SENT_EVENTS),
    /** One row for each domain. RFC 4180. */
    CSV("text/csv");

    /** The key of the header of the client in the routing context. */
    private static final String ACCEPT = ListFormat.class.getName();

    private final String mediaType;

    ListFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Returns the media type without a charset. */
    public String mediaType() {
        return mediaType;
    }

    /** Hides the header of the client from the framework, which would reject what it cannot stream. */
    static void moveAccept(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.put(ACCEPT, String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)));
        request.headers().set(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    }

    /** Returns the format that a client prefers, or empty if it accepts none. */
    public static Optional<ListFormat> of(RoutingContext context) {
        String accept = context.get(ACCEPT);
        return of(accept == null ? "" : accept);
    }

    /**
     * Returns the format for a header Accept. The default is JSON, since generated clients of some languages name no media
     * type. A client that names several formats equally gets the first of this enum.
     */
    static Optional<ListFormat> of(String accept) {
        if (accept.isBlank()) {
            return Optional.of(JSON);
        }
        List<MediaRange> ranges = MediaRange.all(accept);
        Optional<ListFormat> named = Stream.of(values())
                .filter(format -> format.quality(ranges) > 0)
                .max(Comparator.comparingDouble((ListFormat format) -> format.quality(ranges))
                        .thenComparing(Comparator.<ListFormat>naturalOrder().reversed()));
        return named.or(() -> ranges.stream().anyMatch(ListFormat::isAnything) ? Optional.of(JSON) : Optional.empty());
    }

    private double quality(List<MediaRange> ranges) {
        return MediaRange.quality(ranges, mediaType);
    }

    /** Returns whether the default format is acceptable. It is for a client that accepts only problems. */
    private static boolean isAnything(MediaRange range) {
        return range.quality() > 0
                && (range.type().equals("*/*")
                        || range.type().equals("application/*")
                        || range.type().equals(ProblemDocument.MEDIA_TYPE));
    }
}
