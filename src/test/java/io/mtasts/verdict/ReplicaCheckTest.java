package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.Replicas.Agreement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaCheckTest {

    private static final String NAME = "_mta-sts.example.com";
    private static final String TEXT = "v=STSv1; id=1";

    private static ReplicaLookup says(String server, String... texts) {
        return queried(server, new Lookup<>(NAME, outcome(texts), List.of(texts), List.of()));
    }

    private static Outcome outcome(String... texts) {
        return texts.length == 0 ? Outcome.NX_DOMAIN : Outcome.FOUND;
    }

    private static ReplicaLookup alias(String server, String target) {
        return queried(server, new Lookup<>(NAME, Outcome.NO_DATA, List.of(), List.of(target)));
    }

    private static ReplicaLookup fails(String server, Outcome outcome) {
        return queried(server, Lookup.without(NAME, outcome));
    }

    private static ReplicaLookup queried(String server, Lookup<String> lookup) {
        return ReplicaLookup.queried("example.com", server, address(), lookup);
    }

    private static ReplicaLookup notQueried(String server) {
        return ReplicaLookup.notQueried(NAME, "example.com", server, address(), "this service has no IPv6");
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByName("198.51.100.53");
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Finding> findings(ReplicaLookup... lookups) {
        return new ObservationsBuilder()
                .replicas(lookups).report().findings().stream()
                        .filter(finding -> finding.code().code().startsWith("txt-server"))
                        .toList();
    }

    private static Agreement agreement(ReplicaLookup... lookups) {
        return new Replicas(List.of(lookups), Optional.empty()).agreement();
    }

    @Test
    void same_inAnotherOrder() {
        ReplicaLookup[] lookups = {says("ns1", TEXT, "other"), says("ns2", "other", TEXT)};

        assertThat(findings(lookups)).isEmpty();
        assertThat(agreement(lookups)).isEqualTo(Agreement.YES);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # the record of the second server, severity
            v=STSv1; id=2,   WARNING
            v=STSv1; id=a-b, ERROR
            unrelated,       ERROR
            -,               ERROR
            """)
    void different(String text, Severity severity) {
        ReplicaLookup second = text == null ? says("ns2") : says("ns2", text);

        assertThat(findings(says("ns1", TEXT), second))
                .extracting(finding -> finding.code().code(), Finding::severity)
                .containsExactly(tuple("txt-servers-differ", severity));
        assertThat(agreement(says("ns1", TEXT), second)).isEqualTo(Agreement.NO);
    }

    @Test
    void different_namesServersAndWhatTheySay() {
        Finding finding =
                findings(says("ns1", TEXT), says("ns2", TEXT), says("ns3")).get(0);

        assertThat(finding.subject()).isEqualTo(NAME);
        assertThat(finding.evidence()).isEqualTo("ns1, ns2: " + TEXT + "; ns3: no TXT record");
    }

    @Test
    void different_longTextIsAbbreviated() {
        assertThat(findings(says("ns1", TEXT), says("ns2", "x".repeat(5_000)))
                        .get(0)
                        .evidence())
                .hasSizeLessThan(200);
    }

    @Test
    void aliases_areComparedByTheirTarget() {
        assertThat(findings(alias("ns1", "a.net"), alias("ns2", "a.net"))).isEmpty();
        assertThat(findings(alias("ns1", "a.net"), alias("ns2", "b.net")))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(findings(alias("ns1", "a.net"), says("ns2")))
                .extracting(Finding::severity, Finding::evidence)
                .containsExactly(tuple(Severity.ERROR, "ns1: an alias of a.net; ns2: no TXT record"));
    }

    /** A server without a usable response says nothing about the record. */
    @ParameterizedTest
    @CsvSource({
        "REFUSED, false",
        "NOT_AUTHORITATIVE, false",
        "SERVER_FAILURE, false",
        "TIMEOUT, true",
        "TRUNCATED, true"
    })
    void failed(Outcome outcome, boolean isTransient) {
        ReplicaLookup[] lookups = {says("ns1", TEXT), fails("ns2", outcome)};

        assertThat(findings(lookups))
                .extracting(finding -> finding.code().code(), Finding::subject, Finding::isTransient)
                .containsExactly(tuple("txt-server-failed", "ns2", isTransient));
        assertThat(agreement(lookups)).isEqualTo(Agreement.UNKNOWN);
    }

    @Test
    void failed_namesEachAddressAndWhy() {
        ReplicaLookup nowhere = ReplicaLookup.withoutAddress(NAME, "example.com", "ns3", "the name has no address");

        assertThat(findings(says("ns1", TEXT), fails("ns2", Outcome.REFUSED), fails("ns2", Outcome.TIMEOUT), nowhere))
                .extracting(Finding::subject, Finding::evidence, Finding::isTransient)
                .containsExactly(
                        tuple(
                                "ns2",
                                "198.51.100.53: the name server refused to answer; 198.51.100.53: the name server did"
                                        + " not answer in time",
                                false),
                        tuple("ns3", "the name has no address", false));
    }

    /** Limits of this service are no fault of the domain. */
    @Test
    void notQueried_isNoFinding() {
        assertThat(findings(says("ns1", TEXT), notQueried("ns2"), fails("ns3", Outcome.QUERY_LIMIT)))
                .isEmpty();
        assertThat(agreement(says("ns1", TEXT), notQueried("ns2"))).isEqualTo(Agreement.UNKNOWN);
    }

    @Test
    void notQueried_atOneOfTwoAddresses() {
        assertThat(agreement(says("ns1", TEXT), says("ns2", TEXT), notQueried("ns2")))
                .isEqualTo(Agreement.YES);
    }

    @Test
    void verdict_restsOnTheResolver() {
        Report report = new ObservationsBuilder()
                .replicas(says("ns1"), says("ns2", TEXT))
                .report();

        assertThat(report.verdict()).contains(Verdict.ENFORCING);
    }

    @Test
    void nothingKnown() {
        Replicas failed = Replicas.failed("some reason");

        assertThat(failed.agreement()).isEqualTo(Agreement.UNKNOWN);
        assertThat(ReplicaCheck.findings(failed, "1")).isEmpty();
        assertThat(agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    /** The servers of the target of an alias count like those of the name. */
    @Test
    void and_isOnlyKnownIfBothAre() {
        Replicas known = new Replicas(List.of(says("ns1", TEXT)), Optional.empty());
        Replicas failed = new Replicas(List.of(says("ns2", TEXT)), Optional.of("some reason"));

        assertThat(known.and(known).agreement()).isEqualTo(Agreement.YES);
        assertThat(known.and(failed).agreement()).isEqualTo(Agreement.UNKNOWN);
        assertThat(failed.and(known).agreement()).isEqualTo(Agreement.UNKNOWN);
        assertThat(known.and(failed).lookups()).hasSize(2);
    }
}
