package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.address;
import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.finding.CheckedPart;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.StarttlsFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of the parts that were not checked, each with its reason. */
class UncheckedPartsTest {

    private static final String ONE = "mx1.example.com";
    private static final String TWO = "mx2.example.com";
    private static final String FAILED = " (the name server failed (SERVFAIL))";

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    /** The policy host, whose AAAA lookup failed. */
    private static HostLookup policyHost(String... addresses) {
        return new HostLookup(
                ObservationsBuilder.HOST,
                host(ObservationsBuilder.HOST, addresses).a(),
                Lookup.without(ObservationsBuilder.HOST, Outcome.SERVER_FAILURE));
    }

    private static Arguments row(String why, ObservationsBuilder observations, CheckedPart part, String... unchecked) {
        return arguments(why, observations, part, List.of(unchecked));
    }

    static Stream<Arguments> https() {
        HostLookup twoAddresses = host(ObservationsBuilder.HOST, "198.51.100.80", "10.0.0.5");
        return Stream.of(
                row("all known", valid(), CheckedPart.HTTPS),
                row(
                        "AAAA failed",
                        valid().policyHost(policyHost("198.51.100.80")),
                        CheckedPart.HTTPS,
                        "some addresses of the policy host" + FAILED),
                row(
                        "no address known",
                        valid().policyHost(policyHost()).fails(FetchFailure.Kind.NO_ADDRESS),
                        CheckedPart.HTTPS,
                        "the addresses of the policy host" + FAILED),
                row(
                        "an address that was not fetched from",
                        valid().policyHost(twoAddresses),
                        CheckedPart.HTTPS,
                        "the policy at the other addresses of its host (the policy was fetched from 1 of 2 addresses)"),
                row(
                        "an address that no sender can use",
                        valid().policyHost(twoAddresses.markNotPublic(address -> !address.isSiteLocalAddress())),
                        CheckedPart.HTTPS),
                row(
                        "an address that this service does not connect to",
                        valid().policyHost(twoAddresses).notPublic("10.0.0.5"),
                        CheckedPart.HTTPS),
                row(
                        "no address fetched from",
                        valid().fails(FetchFailure.Kind.NOT_FETCHED),
                        CheckedPart.HTTPS,
                        "the policy (some detail)"));
    }

    static Stream<Arguments> mailServers() {
        HostLookup half =
                new HostLookup(TWO, host(TWO, "198.51.100.26").a(), Lookup.without(TWO, Outcome.SERVER_FAILURE));
        return Stream.of(
                row("all known", valid(), CheckedPart.MX),
                row("MX failed", valid().mx(Outcome.SERVER_FAILURE), CheckedPart.MX, "the mail servers" + FAILED),
                row(
                        "AAAA of one of two failed",
                        valid().mx(ONE, TWO).address(half),
                        CheckedPart.MX,
                        "all addresses of mx2.example.com" + FAILED),
                row(
                        "three beyond the limit",
                        valid().mx(servers(3)),
                        CheckedPart.MX,
                        "the addresses of mx2.example.com, mx3.example.com, mx4.example.com"
                                + " (the addresses of the first 1 mail servers were looked up)"),
                row(
                        "four beyond the limit",
                        valid().mx(servers(4)),
                        CheckedPart.MX,
                        "the addresses of 4 mail servers"
                                + " (the addresses of the first 1 mail servers were looked up)"));
    }

    /** Returns a server whose addresses are known, and so many others. */
    private static String[] servers(int others) {
        return IntStream.rangeClosed(1, others + 1)
                .mapToObj(i -> "mx" + i + ".example.com")
                .toArray(String[]::new);
    }

    private static StarttlsProbe probe(String address, Kind kind, String detail) {
        return StarttlsProbe.failed(ONE, address(address), kind, detail);
    }

    static Stream<Arguments> starttls() {
        StarttlsProbe valid =
                new StarttlsProbe(ONE, address("198.51.100.25"), Optional.of(CaseObservations.TLS), Optional.empty());
        return Stream.of(
                row("off", valid(), CheckedPart.STARTTLS, "the TLS of the mail servers (off)"),
                row("known", valid().starttls(valid), CheckedPart.STARTTLS),
                row(
                        "one of two servers",
                        valid().mx(ONE, TWO).starttls(valid),
                        CheckedPart.STARTTLS,
                        "the TLS of mx2.example.com (not determined)"),
                row(
                        "the only address",
                        valid().starttls(probe("198.51.100.25", Kind.TIMEOUT, "no reply")),
                        CheckedPart.STARTTLS,
                        "the TLS of mx1.example.com (no reply)"),
                row(
                        "two of three addresses, of which the first says nothing",
                        valid().starttls(probe("198.51.100.25", Kind.NOT_OFFERED, "no STARTTLS"))
                                .starttls(probe("198.51.100.26", Kind.TIMEOUT, ""))
                                .starttls(probe("198.51.100.27", Kind.UNREACHABLE, "no route")),
                        CheckedPart.STARTTLS,
                        "the TLS of mx1.example.com (198.51.100.26, 198.51.100.27) (no route)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"https", "mailServers", "starttls"})
    void of_partsWithTheirReasons(
            String why, ObservationsBuilder observations, CheckedPart part, List<String> unchecked) {
        assertThat(observations.report().unchecked())
                .as(why)
                .filteredOn(each -> each.part() == part)
                .extracting(each -> each.what() + " (" + each.reason() + ")")
                .isEqualTo(unchecked);
    }
}
