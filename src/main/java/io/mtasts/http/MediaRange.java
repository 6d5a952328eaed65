package io.mtasts.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A media range of a header Accept. RFC 9110, 12.5.1.
 *
 * @param type the range in lower case, without its parameters
 * @param quality the weight, from 0 to 1; 0 if it is not a number
 */
record MediaRange(String type, double quality) {

    /** Returns the ranges of a header. */
    static List<MediaRange> all(String accept) {
        return Arrays.stream(accept.split(",", -1)).map(MediaRange::of).toList();
    }

    /** Returns the highest weight of a media type that the ranges name, or 0 if none names it. */
    static double quality(List<MediaRange> ranges, String mediaType) {
        return ranges.stream()
                .filter(range -> range.type.equals(mediaType))
                .mapToDouble(MediaRange::quality)
                .max()
                .orElse(0);
    }

    private static MediaRange of(String text) {
        String[] parts = text.split(";", -1);
        double quality = Arrays.stream(parts)
                .map(String::strip)
                .filter(parameter -> parameter.startsWith("q="))
                .mapToDouble(parameter -> number(parameter.substring(2)))
                .findFirst()
                .orElse(1);
        return new MediaRange(parts[0].strip().toLowerCase(Locale.ROOT), quality);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
