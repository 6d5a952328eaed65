package io.mtasts.web;

import io.mtasts.dmarc.AppliedPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tag of the DMARC policy that applies, and what its value means.
 *
 * @param published whether the record contains the tag; otherwise the value is the default
 */
record DmarcTagView(String tag, String value, String meaning, boolean published) {

    private static final Map<String, String> FAILURE_OPTIONS = Map.of(
            "0", "if neither SPF nor DKIM passes for this domain",
            "1", "if SPF or DKIM does not pass for this domain",
            "d", "if a DKIM signature is not valid",
            "s", "if SPF does not pass");

    static List<DmarcTagView> of(AppliedPolicy policy) {
        return policy.tags().entrySet().stream()
                .map(tag -> new DmarcTagView(
                        tag.getKey(),
                        tag.getValue(),
                        meaning(tag.getKey(), tag.getValue()),
                        policy.record().tags().value(tag.getKey()).isPresent()))
                .toList();
    }

    /** Returns what a value of a tag means, or an empty text if the tag is not known. RFC 9989, 4.7. */
    static String meaning(String tag, String value) {
        return switch (tag) {
            case "p" -> "Mail that fails DMARC is " + treatment(value) + ".";
            case "sp" -> "Mail from subdomains that fails DMARC is " + treatment(value) + ".";
            case "np" -> "Mail from subdomains that do not exist is " + treatment(value) + " if it fails DMARC.";
            case "adkim" -> alignment(value, "The domain of the DKIM signature");
            case "aspf" -> alignment(value, "The domain that SPF checks");
            case "rua" -> "Receivers send aggregate reports to " + destinations(value) + ".";
            case "ruf" -> "Receivers may send reports about single messages to " + destinations(value) + ".";
            case "fo" -> "Receivers report a message " + failures(value) + ".";
            case "t" ->
                value.equals("y")
                        ? "Test mode is on: receivers apply the next weaker policy."
                        : "Test mode is off: receivers apply the policy as published.";
            case "psd" ->
                switch (value) {
                    case "y" -> "The domain is a public suffix, below which others register domains.";
                    case "n" -> "The domain is its own organization, and not part of a domain above it.";
                    default -> "Receivers look up the domains above to find the organization.";
                };
            default -> "";
        };
    }

    private static String treatment(String policy) {
        return switch (policy) {
            case "reject" -> "rejected";
            case "quarantine" -> "treated as suspicious, for example delivered as spam";
            default -> "delivered as usual";
        };
    }

    private static String alignment(String value, String subject) {
        return subject
                + (value.equals("s")
                        ? " must be exactly the domain in the From: address (strict)."
                        : " may be any domain of the same organization (relaxed).");
    }

    private static String destinations(String value) {
        return Stream.of(value.split(",")).map(String::strip).collect(Collectors.joining(", "));
    }

    private static String failures(String value) {
        return Stream.of(value.split(":"))
                .map(option -> FAILURE_OPTIONS.getOrDefault(option.strip(), "for a reason that is not known"))
                .collect(Collectors.joining(", or "));
    }
}
