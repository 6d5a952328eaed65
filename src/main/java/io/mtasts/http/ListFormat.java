package io.mtasts.http;

import io.mtasts.document.ProblemDocument;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        List<Range> ranges = Arrays.stream(accept.split(",", -1)).map(Range::of).toList();
        Optional<ListFormat> named = Stream.of(values())
                .filter(format -> format.quality(ranges) > 0)
                .max(Comparator.comparingDouble((ListFormat format) -> format.quality(ranges))
                        .thenComparing(Comparator.<ListFormat>naturalOrder().reversed()));
        return named.or(() -> ranges.stream().anyMatch(Range::isAnything) ? Optional.of(JSON) : Optional.empty());
    }

    private double quality(List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.type.equals(mediaType))
                .mapToDouble(Range::quality)
                .max()
                .orElse(0);
    }

    /** A media range of a header Accept. RFC 9110, 12.5.1. */
    private record Range(String type, double quality) {

        private static Range of(String text) {
            String[] parts = text.split(";", -1);
            double quality = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(parameter -> parameter.startsWith("q="))
                    .mapToDouble(parameter -> number(parameter.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        /** Returns whether the default format is acceptable. It is for a client that accepts only problems. */
        private boolean isAnything() {
            return quality > 0
                    && (type.equals("*/*") || type.equals("application/*") || type.equals(ProblemDocument.MEDIA_TYPE));
        }
    }
}
