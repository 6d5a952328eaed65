package io.mtasts.document;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The meanings of the codes of problems that are no findings. */
public final class ProblemCatalogue {

    private static final Map<String, String> MEANINGS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("bad-request", "The request is not valid HTTP, or its URL or headers cannot be read."),
            Map.entry(
                    "busy", "The service has reached one of its own limits. Try again after the time in Retry-After."),
            Map.entry(
                    "content-too-large",
                    "The body of the request is larger than 64 KiB, or that of a TLS report larger than 1 MiB."),
            Map.entry(
                    "cut-over-too-early",
                    "The change is not safe at this time, since senders may still use an older policy. The member suggestion"
                            + " has the earliest safe time."),
            Map.entry(
                    "expectations-not-met",
                    "At least one expectation of the parameter expect does not hold for the domain. The member"
                            + " expectations lists them."),
            Map.entry(
                    "expectations-unknown",
                    "At least one expectation of the parameter expect could not be determined, and none is known not to"
                            + " hold. The member expectations lists them."),
            Map.entry("finding-unknown", "The catalogue of findings has no such code. GET /api/v1/findings lists all."),
            Map.entry("http-version-not-supported", "The service supports HTTP/1.0, HTTP/1.1 and HTTP/2."),
            Map.entry(
                    "internal-server-error",
                    "The service has a fault. The domain did not cause it. Try again later, and report it if it remains."),
            Map.entry(
                    "list-invalid",
                    "The list is empty, or it is not a JSON object with an array of strings as its member domains."),
            Map.entry("list-too-long", "The list has more domains than one request may have. Split it."),
            Map.entry(
                    "method-not-allowed", "The address does not have this method. The header Allow lists its methods."),
            Map.entry("not-acceptable", "None of the media types in the header Accept is available at this address."),
            Map.entry("not-found", "There is nothing at this address."),
            Map.entry(
                    "parameter-expect",
                    "The parameter expect is not a list of expectations, such as verdict=enforcing,certificate-days>=14."
                            + " The detail names the place of the mistake."),
            Map.entry(
                    "parameter-include",
                    "The parameter include names a part that does not exist. Its value is a comma-separated list."),
            Map.entry(
                    "texts-invalid",
                    "The texts to validate are not a JSON object with the members txt, policy, contentType and mx."),
            Map.entry("parameter-id", "The parameter id is not time or hash."),
            Map.entry("parameter-max-age", "The parameter maxAge is not a number of seconds from 0 to 31557600."),
            Map.entry("parameter-mode", "The parameter mode is not testing, enforce or none."),
            Map.entry("parameter-patterns", "The parameter patterns is not exact or wildcard."),
            Map.entry("parameter-repeated", "A query parameter occurs more than once. Send it once."),
            Map.entry("parameter-rua", "The parameter rua has too many destinations, or they are too long."),
            Map.entry(
                    "parameter-unknown",
                    "The address has no such query parameter. Names are case-sensitive. If another parameter was"
                            + " probably intended, the member suggestion names it."),
            Map.entry(
                    "rate-limit-client",
                    "There were too many recent requests from your network. Wait for the time in Retry-After."),
            Map.entry(
                    "rate-limit-target",
                    "There were too many recent checks of this domain. Wait for the time in Retry-After."),
            Map.entry(
                    "report-invalid",
                    "The file is JSON, but not a TLS report. The detail says what is missing. RFC 8460, 4.4 has an example."),
            Map.entry(
                    "report-too-large",
                    "The TLS report is larger than this service reads: 1 MiB, 4 MiB after decompression, 200 times its"
                            + " compressed size, 100 policies, or 5,000 failures."),
            Map.entry(
                    "report-unreadable",
                    "The file is neither JSON nor gzip, or it is damaged. The detail names the place. Send the attachment"
                            + " of the mail, not the whole mail."),
            Map.entry("request-header-fields-too-large", "The headers of the request are larger than 8 KiB."),
            Map.entry("stopping", "The service is about to stop. Send the request again: another instance serves it."),
            Map.entry(
                    "unsupported-media-type",
                    "The body has no Content-Type, or one that is not supported here. A policy is text/plain. A list is"
                            + " text/plain or application/json. A TLS report is application/json or application/gzip."),
            Map.entry(
                    "plan-invalid",
                    "The planned change is not a JSON object with the members mailServers, policy, cutOver and"
                            + " longestMaxAgeSeconds, or one of them is not valid. The member detail says which."),
            Map.entry("uri-too-long", "The URL of the request is longer than 32,768 characters."))));

    private ProblemCatalogue() {}

    /** Returns the meanings by code, in alphabetical order. */
    public static Map<String, String> all() {
        return MEANINGS;
    }

    /** Returns the meaning of a code, or empty if it is unknown or a finding. */
    public static Optional<String> meaning(String code) {
        return Optional.ofNullable(MEANINGS.get(code));
    }
}
