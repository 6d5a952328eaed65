package io.mtasts.expect;

import io.mtasts.expect.ParsedExpectations.Invalid;
import io.mtasts.expect.ParsedExpectations.Valid;
import io.mtasts.text.DisplayText;
import io.mtasts.text.TypingErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parser for the text of expectations.
 *
 * <pre>
 * expectations = expectation *( "," expectation )
 * expectation  = field operator value *( "|" value )
 * operator     = "=" / "!=" / "&lt;" / "&lt;=" / "&gt;" / "&gt;="
 * </pre>
 */
final class ExpectationParser {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /** In typing errors. */
    private static final int MAX_DISTANCE = 3;

    private final String text;
    private int index;

    ExpectationParser(String text) {
        this.text = text;
    }

    /** A mistake in the text. It never leaves this class. */
    private static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Invalid mistake;

        SyntaxException(int index, String message) {
            super(message, null, false, false);
            this.mistake = new Invalid(index + 1, message);
        }
    }

    ParsedExpectations parse() {
        if (text.length() > Expectations.MAX_LENGTH) {
            return new Invalid(
                    Expectations.MAX_LENGTH + 1,
                    "The text may have at most " + Expectations.MAX_LENGTH + " characters.");
        }
        try {
            return new Valid(new Expectations(expectations()));
        } catch (SyntaxException e) {
            return e.mistake;
        }
    }

    private List<Expectation> expectations() throws SyntaxException {
        List<Expectation> all = new ArrayList<>();
        do {
            int start = skipSpace();
            if (all.size() == Expectations.MAX_COUNT) {
                throw new SyntaxException(start, "There may be at most " + Expectations.MAX_COUNT + " expectations.");
            }
            all.add(expectation());
        } while (skip(','));
        if (index < text.length()) {
            throw new SyntaxException(
                    index, "A comma or the end is expected here, not \"" + shown(text.substring(index)) + "\".");
        }
        return all;
    }

    private Expectation expectation() throws SyntaxException {
        int start = index;
        String name = word();
        ExpectedField field = ExpectedField.of(name).orElseThrow(() -> unknownField(start, name));
        int place = skipSpace();
        Operator operator = Operator.at(text, place)
                .orElseThrow(() -> new SyntaxException(place, "An operator is expected here: " + symbols(field) + "."));
        if (operator.orders() && !field.isOrdered()) {
            throw new SyntaxException(
                    place,
                    "The values of " + field.label() + " have no order. Its operators are: " + symbols(field) + ".");
        }
        index += operator.symbol().length();
        List<Long> ranks = new ArrayList<>();
        List<String> names = new ArrayList<>();
        do {
            int valueStart = skipSpace();
            if (!names.isEmpty() && operator.orders()) {
                throw new SyntaxException(valueStart, "Only = and != can have several values.");
            }
            String value = word();
            ranks.add(rank(field, value, valueStart));
            names.add(value);
        } while (skip('|'));
        return new Expectation(field, operator, ranks, names);
    }

    private static long rank(ExpectedField field, String value, int start) throws SyntaxException {
        if (field.isNumber()) {
            if (!NUMBER.matcher(value).matches()) {
                throw new SyntaxException(
                        start, "The value of " + field.label() + " is a whole number of at most nine digits.");
            }
            return Long.parseLong(value);
        }
        int rank = field.valueNames().indexOf(value);
        if (rank < 0) {
            throw new SyntaxException(
                    start,
                    "The values of " + field.label() + " are: " + String.join(", ", field.valueNames()) + "."
                            + suggestion(value, field.valueNames().stream()));
        }
        return rank;
    }

    private static SyntaxException unknownField(int start, String name) {
        Stream<String> known = Stream.of(ExpectedField.values()).map(ExpectedField::label);
        String problem = name.isEmpty() ? "A field is expected here." : "There is no field \"" + shown(name) + "\".";
        return new SyntaxException(
                start,
                problem + " The fields are: "
                        + Stream.of(ExpectedField.values())
                                .map(ExpectedField::label)
                                .collect(Collectors.joining(", "))
                        + "." + suggestion(name, known));
    }

    private static String suggestion(String word, Stream<String> known) {
        Optional<String> closest = known.filter(
                        name -> TypingErrors.distance(word, name) <= Math.min(MAX_DISTANCE, name.length() / 2))
                .min(Comparator.comparingInt(name -> TypingErrors.distance(word, name)));
        return closest.map(name -> " Did you mean " + name + "?").orElse("");
    }

    private static String symbols(ExpectedField field) {
        return Stream.of(Operator.values())
                .filter(operator -> field.isOrdered() || !operator.orders())
                .map(Operator::symbol)
                .collect(Collectors.joining(" "));
    }

    private static String shown(String part) {
        return DisplayText.abbreviate(part);
    }

    /** Returns the letters, digits and hyphens at the current place. */
    private String word() {
        int start = index;
        while (index < text.length() && isWordCharacter(text.charAt(index))) {
            index++;
        }
        return text.substring(start, index);
    }

    private static boolean isWordCharacter(char c) {
        return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Skips white space and returns the place after it. */
    private int skipSpace() {
        while (index < text.length() && (text.charAt(index) == ' ' || text.charAt(index) == '\t')) {
            index++;
        }
        return index;
    }

    private boolean skip(char separator) {
        boolean found = skipSpace() < text.length() && text.charAt(index) == separator;
        if (found) {
            index++;
        }
        return found;
    }
}
