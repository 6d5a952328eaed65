package io.mtasts.tlsreport;

import io.mtasts.text.DisplayText;
import io.mtasts.tlsreport.JsonValue.Kind;
import io.mtasts.tlsreport.ReportMember.Named;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reader for the members of objects. It notes where they differ from RFC 8460. */
final class MemberReader {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");
    /** A whole number that some libraries write as a decimal one. */
    private static final Pattern ZERO_FRACTION = Pattern.compile("\\.0{1,99}$");

    private final DeviationList deviations;
    private final JsonPointer place;

    MemberReader(DeviationList deviations, JsonPointer place) {
        this.deviations = deviations;
        this.place = place;
    }

    /** Returns the text of a member, abbreviated; empty if it is missing, which is a deviation. */
    String required(JsonValue object, ReportMember member) {
        return text(find(object, member, true), member);
    }

    /** Returns the text of a member, abbreviated; empty if it is missing. */
    String optional(JsonValue object, ReportMember member) {
        return text(find(object, member, false), member);
    }

    /** Returns a member that is an object; empty if it is missing or anything else, which is a deviation. */
    Optional<JsonValue> object(JsonValue object, ReportMember member) {
        Optional<JsonValue> value = find(object, member, true);
        if (value.filter(one -> !one.is(Kind.OBJECT)).isPresent()) {
            add(DeviationCode.MEMBER_KIND, member);
        }
        return value.filter(one -> one.is(Kind.OBJECT));
    }

    /** Returns the elements of a member that is an array. A single value is one element. */
    List<JsonValue> elements(JsonValue object, ReportMember member) {
        return elements(find(object, member, false), member);
    }

    /**
     * Returns the strings of a member that is an array. A single string is one element.
     *
     * @param required whether it is a deviation if the member is missing
     */
    List<String> strings(JsonValue object, ReportMember member, boolean required) throws UnreadableReportException {
        List<JsonValue> elements = elements(find(object, member, required), member);
        if (elements.size() > ReportLimits.MAX_STRINGS) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE,
                    "An array has more than " + ReportLimits.MAX_STRINGS + " strings (" + place + "/"
                            + member.standard() + ").");
        }
        if (elements.stream().anyMatch(element -> !element.is(Kind.STRING))) {
            add(DeviationCode.MEMBER_KIND, member);
        }
        return elements.stream()
                .filter(element -> element.is(Kind.STRING))
                .map(JsonValue::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Returns a number of sessions; empty if the member is missing or no such number, which is a deviation. */
    Optional<Long> count(JsonValue object, ReportMember member) {
        Optional<JsonValue> found = find(object, member, true);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonValue value = found.get();
        String digits = ZERO_FRACTION.matcher(value.text().strip()).replaceFirst("");
        boolean valid = (value.is(Kind.NUMBER) || value.is(Kind.STRING))
                && DIGITS.matcher(digits).matches()
                && Long.parseLong(digits) <= ReportLimits.MAX_COUNT;
        if (!valid) {
            add(DeviationCode.COUNT_INVALID, member);
            return Optional.empty();
        }
        if (value.is(Kind.STRING)) {
            add(DeviationCode.COUNT_AS_STRING, member);
        }
        return Optional.of(Long.parseLong(digits));
    }

    /** Notes a deviation of a member. */
    void add(DeviationCode code, ReportMember member) {
        place.enter(member.standard());
        deviations.add(code, place, member.standard());
        place.leave();
    }

    private List<JsonValue> elements(Optional<JsonValue> value, ReportMember member) {
        if (value.isPresent() && !value.get().is(Kind.ARRAY)) {
            add(DeviationCode.NOT_AN_ARRAY, member);
            return List.of(value.get());
        }
        return value.map(JsonValue::elements).orElse(List.of());
    }

    private String text(Optional<JsonValue> value, ReportMember member) {
        if (value.isEmpty()) {
            return "";
        }
        if (value.get().is(Kind.OBJECT) || value.get().is(Kind.ARRAY)) {
            add(DeviationCode.MEMBER_KIND, member);
            return "";
        }
        if (!value.get().is(Kind.STRING)) {
            add(DeviationCode.NOT_A_STRING, member);
        }
        return DisplayText.abbreviate(value.get().text().strip(), ReportLimits.MAX_TEXT_LENGTH);
    }

    /** Returns a member that is not null. */
    private Optional<JsonValue> find(JsonValue object, ReportMember member, boolean required) {
        Optional<Named> found = member.in(object);
        if (found.isEmpty()) {
            if (required) {
                add(DeviationCode.MEMBER_MISSING, member);
            }
            return Optional.empty();
        }
        if (!found.get().name().equals(member.standard())) {
            place.enter(found.get().name());
            deviations.add(DeviationCode.MEMBER_NAME, place, found.get().name());
            place.leave();
        }
        if (found.get().value().is(Kind.NULL)) {
            add(DeviationCode.MEMBER_NULL, member);
            return Optional.empty();
        }
        return Optional.of(found.get().value());
    }
}
