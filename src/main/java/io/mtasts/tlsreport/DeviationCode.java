package io.mtasts.tlsreport;

import io.mtasts.text.KebabCase;

/** The ways in which reports differ from RFC 8460, as far as this service reads them nevertheless. */
public enum DeviationCode {
    /** RFC 8259, 8.1. */
    BYTE_ORDER_MARK("The file begins with a byte order mark, which JSON does not allow."),
    /** RFC 7493, 2.1. */
    ENCODING("The file is in UTF-16 or UTF-32. A report must be in UTF-8."),
    /** RFC 7493, 2.3. */
    MEMBER_REPEATED("The member {} occurs twice in one object. The last one is read."),
    /** The drafts of RFC 8460 had other names, and its text has others than its example. */
    MEMBER_NAME("The member {} has another name in RFC 8460."),
    MEMBER_MISSING("The member {} is missing."),
    MEMBER_NULL("The member {} is null. If there is no value, the member must be left out."),
    MEMBER_KIND("The member {} has a value of the wrong type, which is not read."),
    TOP_LEVEL_ARRAY("The report is in an array. It must be an object."),
    WRAPPED("The report is in the member {} of another object."),
    /** Drafts of RFC 8460 had one policy. */
    SINGLE_POLICY("The report has one policy outside of the array \"policies\"."),
    /** The example of RFC 8460 has a string as "mx-host". Erratum 6241 corrects it. */
    NOT_AN_ARRAY("The member {} must be an array, but there is a single value."),
    NOT_A_STRING("The member {} must be a string."),
    COUNT_AS_STRING("The number {} is in quotation marks."),
    COUNT_INVALID("The member {} is not a number of sessions."),
    COUNT_MISSING("A failure has no number of sessions. It is counted as one session."),
    SUM_DIFFERS("The failures of a policy add up to another number than its total of failed sessions."),
    /** RFC 3339, 5.6. */
    DATE_FORMAT("The time {} is not in the format of RFC 3339, with a time zone. If it has none, UTC is assumed."),
    DATE_INVALID("The time {} cannot be read."),
    DATE_ORDER("The report ends before it begins."),
    TYPE_SPELLING("The type {} has another spelling in RFC 8460."),
    POLICY_TYPE_UNKNOWN("RFC 8460 has no policy type {}."),
    RESULT_TYPE_UNKNOWN("RFC 8460 has no result type {}."),
    /** RFC 8460, 4.4: policy-string. */
    POLICY_STRING_LINES("A string of \"policy-string\" has several lines. Each line must be a string of its own."),
    POLICY_STRING_UNEXPECTED("There is a text of a policy, although the policy type is no-policy-found."),
    ADDRESS_INVALID("The member {} is not an IP address.");

    private final String message;

    DeviationCode(String message) {
        this.message = message;
    }

    /** Returns the code in documents. */
    public String code() {
        return KebabCase.of(this);
    }

    String message(String member) {
        return message.replace("{}", member.isEmpty() ? "" : "\"" + member + "\"");
    }
}
