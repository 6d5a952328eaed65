package io.mtasts.tlsreport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A parser for JSON texts within {@link ReportLimits}. RFC 8259. */
final class JsonText {

    /** Without the table of names that parsers share, which clients could fill. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(ReportLimits.JSON)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int MAX_START = 200;

    /** The first header field of a mail message. RFC 5322, 2.2. */
    private static final Pattern HEADER_FIELD =
            Pattern.compile("(?:From [^\\n]{1,150}\\n)?[A-Za-z][A-Za-z-]{1,40}:[ \\t]");

    private static final String SEVERAL = "The file continues after the end of the JSON text";

    private final DeviationList deviations;
    private final JsonPointer place = new JsonPointer();

    private JsonText(DeviationList deviations) {
        this.deviations = deviations;
    }

    /**
     * Parses a text.
     *
     * @throws UnreadableReportException if it is not JSON, or exceeds a limit
     */
    static JsonValue parse(byte[] text, DeviationList deviations) throws UnreadableReportException {
        return new JsonText(deviations).parse(text);
    }

    private JsonValue parse(byte[] text) throws UnreadableReportException {
        requireNoOtherFormat(text);
        try (JsonParser parser = parser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new UnreadableReportException(ReportFailure.UNREADABLE, "The file is empty.");
            }
            JsonValue value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new UnreadableReportException(
                        ReportFailure.UNREADABLE, SEVERAL + position(parser.currentTokenLocation()) + ".");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE,
                    "The report exceeds a limit of this service" + position(e)
                            + ": its nesting, its number of values, or the length of a text or number.");
        } catch (JsonProcessingException e) {
            // The message of the library quotes the text.
            throw new UnreadableReportException(
                    ReportFailure.UNREADABLE, "The file is not valid JSON" + position(e) + ".");
        } catch (IOException e) {
            throw new UnreadableReportException(
                    ReportFailure.UNREADABLE, "The file is not valid JSON: its encoding is invalid.");
        }
    }

    private JsonParser parser(byte[] text) throws IOException, UnreadableReportException {
        if (isWide(text)) {
            deviations.add(DeviationCode.ENCODING, place, "");
            return JSON.createParser(text);
        }
        String decoded = decode(text);
        if (decoded.startsWith(BYTE_ORDER_MARK)) {
            deviations.add(DeviationCode.BYTE_ORDER_MARK, place, "");
            return JSON.createParser(decoded.substring(BYTE_ORDER_MARK.length()));
        }
        return JSON.createParser(decoded);
    }

    /** Decodes UTF-8. The JSON parser would accept octets that are not UTF-8. */
    private static String decode(byte[] text) throws UnreadableReportException {
        ByteBuffer octets = ByteBuffer.wrap(text);
        CharBuffer decoded = CharBuffer.allocate(text.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(octets, decoded, true).isError()) {
            throw new UnreadableReportException(
                    ReportFailure.UNREADABLE,
                    "The file is not in UTF-8: byte " + (octets.position() + 1) + " is invalid.");
        }
        return decoded.flip().toString();
    }

    /** Checks whether the text is in UTF-16 or UTF-32, as some programs save files. */
    private static boolean isWide(byte[] text) {
        return text.length >= 2
                && (text[0] == 0 || text[1] == 0 || (text[0] & 0xFE) == 0xFE && (text[1] & 0xFE) == 0xFE);
    }

    private JsonValue value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonValue.ofText(JsonValue.Kind.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonValue.ofText(JsonValue.Kind.NUMBER, parser.getText());
            case VALUE_NULL -> JsonValue.ofText(JsonValue.Kind.NULL, "");
            default -> JsonValue.ofText(JsonValue.Kind.LITERAL, parser.getText());
        };
    }

    private JsonValue object(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            place.enter(name);
            if (members.put(name, value(parser, parser.nextToken())) != null) {
                deviations.add(DeviationCode.MEMBER_REPEATED, place, name);
            }
            place.leave();
        }
        return JsonValue.ofMembers(members);
    }

    private JsonValue array(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            place.enter(elements.size());
            elements.add(value(parser, token));
            place.leave();
        }
        return JsonValue.ofElements(elements);
    }

    private String position(JsonProcessingException e) {
        String pointer = place.toString();
        return (pointer.isEmpty() ? "" : " at " + pointer) + position(e.getLocation());
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** Names the format of a file that people take for a report by mistake. */
    private static void requireNoOtherFormat(byte[] text) throws UnreadableReportException {
        String start = new String(text, 0, Math.min(text.length, MAX_START), StandardCharsets.ISO_8859_1);
        Optional<String> advice = advice(start);
        if (advice.isPresent()) {
            throw new UnreadableReportException(ReportFailure.UNREADABLE, advice.get());
        }
    }

    private static Optional<String> advice(String start) {
        if (start.startsWith("PK")) {
            return Optional.of("The file is a ZIP archive. Unpack it, and send the file in it.");
        }
        if (start.strip().startsWith("<")) {
            return Optional.of("The file is XML or HTML. DMARC reports are XML; a TLS report is JSON.");
        }
        if (HEADER_FIELD.matcher(start).lookingAt()) {
            return Optional.of(
                    "The file is a whole mail message. Save its attachment (.json or .json.gz), and send that.");
        }
        return Optional.empty();
    }
}
