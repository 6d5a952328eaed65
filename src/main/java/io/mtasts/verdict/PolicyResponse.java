package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
