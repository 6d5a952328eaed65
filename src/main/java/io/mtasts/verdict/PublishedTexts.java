package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The texts that a domain may publish, without a network: everything else is taken to be as it should be.
 *
 * @param records the TXT records at _mta-sts, each with its strings joined; empty if a valid one is taken for granted
 * @param policy the body of the policy; empty if a valid one is taken for granted
 * @param contentType the media type of the policy; empty if there is none
 * @param mx the mail servers by preference; none if they do not matter
 */
public record PublishedTexts(
        Optional<List<String>> records, Optional<String> policy, Optional<String> contentType, List<String> mx) {

    /** The domain that publishes the texts. */
    public static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();

    private static final Duration NO_TIME = Duration.ZERO;

    public PublishedTexts {
        records = records.map(List::copyOf);
        mx = List.copyOf(mx);
    }

    /** Returns what a check of the domain would observe. */
    public Observations observations(Instant now) {
        String record = StandardNames.STS_RECORD_LABEL + "." + DOMAIN;
        String host = StandardNames.POLICY_HOST_LABEL + "." + DOMAIN;
        String reporting = "_smtp._tls." + DOMAIN;
        return new Observations(
                DOMAIN,
                lookup(record, records.orElse(List.of("v=STSv1; id=1"))),
                TlsRptObservations.of(Lookup.found(reporting, List.of("v=TLSRPTv1; rua=mailto:tls@" + DOMAIN))),
                Lookup.found(DOMAIN.ascii(), mxRecords()),
                mx.stream().map(PublishedTexts::host).toList(),
                List.of(),
                List.of(),
                PolicyFetch.of(
                        host(host),
                        List.of(),
                        List.of(AddressFetch.responded(address(), Optional.empty(), response(), NO_TIME)),
                        Duration.ofSeconds(1)),
                Observations.MisplacedRecords.NONE,
                List.of(),
                Optional.empty(),
                new Observations.Timings(NO_TIME, NO_TIME, NO_TIME, NO_TIME, NO_TIME, NO_TIME),
                now);
    }

    /** Returns the lookup of the texts. An empty list means that there is no record, unlike a list that is left out. */
    private static Lookup<String> lookup(String name, List<String> texts) {
        return texts.isEmpty() ? Lookup.without(name, Lookup.Outcome.NO_DATA) : Lookup.found(name, texts);
    }

    private List<MxRecord> mxRecords() {
        return mx.isEmpty()
                ? List.of(new MxRecord(0, ""))
                : IntStream.range(0, mx.size())
                        .mapToObj(i -> new MxRecord(i, mx.get(i)))
                        .toList();
    }

    private PolicyResponse response() {
        return new PolicyResponse(
                "http/1.1",
                200,
                contentType,
                Optional.empty(),
                Optional.empty(),
                policy.orElseGet(this::validPolicy).getBytes(StandardCharsets.UTF_8));
    }

    private String validPolicy() {
        List<MxPattern> patterns =
                mx.stream().flatMap(name -> MxPattern.of(name).stream()).toList();
        return new Policy(
                        Mode.ENFORCE,
                        patterns.isEmpty()
                                ? List.of(MxPattern.of("mx." + DOMAIN).orElseThrow())
                                : patterns,
                        Policy.DEFAULT_MAX_AGE)
                .toString();
    }

    private static HostLookup host(String name) {
        return new HostLookup(
                name, Lookup.found(name, List.of(address())), Lookup.without(name, Lookup.Outcome.NO_DATA));
    }

    /**
     * Returns an address of documentation. RFC 5737. No connection is made to it. It is no constant, because a native binary
     * cannot hold addresses.
     */
    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, 80});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
