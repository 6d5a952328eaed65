package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The complete response of the policy host to the GET request.
 *
 * @param protocol "http/1.1", or "h2" if the host speaks nothing else
 * @param fields the field lines in their order, at least those that this class reads
 * @param body as received, not decoded; if the status is not 200, at most its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and 64 KiB are not copied without need
public record PolicyResponse(String protocol, int status, List<HttpField> fields, byte[] body) {

    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String LOCATION = "location";
    private static final String LAST_MODIFIED = "last-modified";
    private static final String AGE = "age";
    private static final String CACHE_CONTROL = "cache-control";

    private static final Pattern DELTA_SECONDS = Pattern.compile("[0-9]{1,100}");
    private static final int MAX_DELTA_DIGITS = 10;
    private static final long MAX_DELTA_SECONDS = 1L << 31;

    public PolicyResponse {
        fields = List.copyOf(fields);
    }

    /** Creates a response in which no field is repeated. */
    public PolicyResponse(
            String protocol,
            int status,
            Optional<String> contentType,
            Optional<String> contentEncoding,
            Optional<String> location,
            byte[] body) {
        this(protocol, status, fields(contentType, contentEncoding, location), body);
    }

    private static List<HttpField> fields(
            Optional<String> contentType, Optional<String> contentEncoding, Optional<String> location) {
        List<HttpField> fields = new ArrayList<>();
        contentType.ifPresent(value -> fields.add(new HttpField(CONTENT_TYPE, value)));
        contentEncoding.ifPresent(value -> fields.add(new HttpField(CONTENT_ENCODING, value)));
        location.ifPresent(value -> fields.add(new HttpField(LOCATION, value)));
        return fields;
    }

    /** Returns the value of the first Content-Type line. */
    public Optional<String> contentType() {
        return values(CONTENT_TYPE).findFirst();
    }

    /** Returns the values of all Content-Type lines. There should be one; recipients differ in which one they use. */
    public List<String> contentTypes() {
        return values(CONTENT_TYPE).toList();
    }

    /** Returns the value of the first Location line. */
    public Optional<String> location() {
        return values(LOCATION).findFirst();
    }

    /** Returns the first value of any field. */
    public Optional<String> field(String name) {
        return values(DomainName.lowerCase(name)).findFirst();
    }

    /**
     * Returns the codings that change the body: those of all Content-Encoding lines, and of Transfer-Encoding without
     * chunked. Empty members and identity change nothing. RFC 9110, 5.6.1.2, 8.4; RFC 9112, 6.1.
     */
    public List<String> codings() {
        return Stream.concat(
                        members(CONTENT_ENCODING).filter(coding -> !coding.equals("identity")),
                        members(TRANSFER_ENCODING).filter(coding -> !coding.equals("chunked")))
                .toList();
    }

    /**
     * Returns when the file was last changed, as the host says; empty if it does not say so in a valid form. RFC 9110, 8.8.2.
     *
     * @param now the time of the response
     */
    public Optional<Instant> lastModified(Instant now) {
        return values(LAST_MODIFIED).findFirst().flatMap(value -> HttpDate.parse(value, now));
    }

    /**
     * Returns how long the response has been in a cache in front of the host, in seconds; empty if there is no valid Age.
     * The first member of a list counts, and a number that is too large counts as 2^31. RFC 9111, 1.2.2, 5.1.
     */
    public Optional<Long> ageSeconds() {
        return values(AGE)
                .findFirst()
                .map(value -> value.split(",", 2)[0].strip())
                .flatMap(PolicyResponse::deltaSeconds);
    }

    /**
     * Returns how long a shared cache may keep the response, in seconds; empty if the host does not say. A host that
     * forbids it allows 0 seconds. RFC 9111, 5.2.2.
     */
    Optional<Long> cacheLifetimeSeconds() {
        List<String> directives = members(CACHE_CONTROL).toList();
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return Optional.of(0L);
        }
        return Stream.of("s-maxage=", "max-age=")
                .flatMap(name -> directives.stream()
                        .filter(directive -> directive.startsWith(name))
                        .map(directive -> directive.substring(name.length()).replace("\"", "")))
                .flatMap(value -> deltaSeconds(value).stream())
                .findFirst();
    }

    private static Optional<Long> deltaSeconds(String digits) {
        if (!DELTA_SECONDS.matcher(digits).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                digits.length() > MAX_DELTA_DIGITS
                        ? MAX_DELTA_SECONDS
                        : Math.min(MAX_DELTA_SECONDS, Long.parseLong(digits)));
    }

    /** Returns the SHA-256 hash of the body in hexadecimal; empty if the status is not 200, so that not all was read. */
    public Optional<String> sha256() {
        if (status != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns whether the body is sent as written, not compressed. */
    boolean isPlain() {
        return codings().isEmpty();
    }

    private Stream<String> members(String name) {
        return values(name)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(member -> DomainName.lowerCase(member.strip()))
                .filter(member -> !member.isEmpty());
    }

    private Stream<String> values(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(HttpField::value);
    }
}
