package io.mtasts.tlsreport;

import java.util.List;
import java.util.Map;

/**
 * A value of a JSON text. A number is kept as its text, so that none of them costs arithmetic.
 *
 * @param text the text of a string, a number or a literal, otherwise empty
 * @param elements the elements of an array, otherwise none
 * @param members the members of an object, otherwise none; of members with the same name, the last one
 */
record JsonValue(Kind kind, String text, List<JsonValue> elements, Map<String, JsonValue> members) {

    /** The kinds of values. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        LITERAL,
        NULL
    }

    static JsonValue ofText(Kind kind, String text) {
        return new JsonValue(kind, text, List.of(), Map.of());
    }

    static JsonValue ofElements(List<JsonValue> elements) {
        return new JsonValue(Kind.ARRAY, "", elements, Map.of());
    }

    static JsonValue ofMembers(Map<String, JsonValue> members) {
        return new JsonValue(Kind.OBJECT, "", List.of(), members);
    }

    boolean is(Kind expected) {
        return kind == expected;
    }

    /** Returns the value as it is named to people. */
    String kindName() {
        return switch (kind) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case LITERAL -> "true or false";
            case NULL -> "null";
        };
    }
}
