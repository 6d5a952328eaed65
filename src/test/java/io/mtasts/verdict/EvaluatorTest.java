package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainInput;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.Observations.MisplacedRecords;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatorTest {

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    private static Arguments row(String why, ObservationsBuilder sight, Verdict verdict, String... findings) {
        return arguments(why, sight, verdict, List.of(findings));
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                row("all is well", valid(), Verdict.ENFORCING),
                row("testing", valid().policy("testing", "mx1.example.com"), Verdict.TESTING, "policy-testing warning"),
                row("off", valid().policy(answer("none", 86_400)), Verdict.DISABLED),
                row(
                        "off, whatever the mail servers are",
                        off().mx(Outcome.TIMEOUT),
                        Verdict.DISABLED,
                        "mx-lookup-failed info"),
                row(
                        "off, so nothing about mail servers matters",
                        off().mx("192.0.2.25"),
                        Verdict.DISABLED,
                        "mx-target-ip info"),
                row("nothing there", nothing(), Verdict.NOT_CONFIGURED, "txt-absent info"),
                row(
                        "a wildcard record, and a policy that leaves a server out",
                        valid().txt("v=spf1 -all").mx("b.example.net"),
                        Verdict.NOT_CONFIGURED,
                        "policy-remembered warning",
                        "txt-absent info",
                        "txt-unrelated info",
                        "policy-leftover info"),
                row(
                        "half: policy without record",
                        valid().txt(Outcome.NO_DATA),
                        Verdict.BROKEN,
                        "policy-without-record error",
                        "txt-absent info"),
                row(
                        "half, testing",
                        valid().txt(Outcome.NX_DOMAIN).policy("testing", "mx1.example.com"),
                        Verdict.BROKEN,
                        "policy-without-record error",
                        "txt-absent info"),
                row(
                        "half, and who receives mail is not needed to say so",
                        valid().txt(Outcome.NX_DOMAIN).mx(Outcome.TIMEOUT),
                        Verdict.BROKEN,
                        "policy-without-record error",
                        "txt-absent info",
                        "mx-lookup-failed info"),
                row(
                        "tail of a removal",
                        valid().txt(Outcome.NO_DATA).policy(answer("none", 86_400)),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "policy-leftover info"),
                row(
                        "a policy that is not announced and not valid",
                        valid().txt(Outcome.NO_DATA).policy(answer(200, "text/html", "<p>")),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "https-content-type info"),
                row(
                        "a web server that answers for every name",
                        valid().txt(Outcome.NO_DATA).fails(CertificateProblem.NAME_MISMATCH),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "cert-name-mismatch info"),
                row(
                        "a wildcard record",
                        valid().txt("v=spf1 -all"),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "txt-unrelated info",
                        "policy-leftover info"),
                row(
                        "a wildcard alias to a host without TXT",
                        nothing().txt(Outcome.NO_DATA, "www.example.com"),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "txt-cname info"),
                row(
                        "an alias that leads nowhere",
                        nothing().txt(Outcome.NX_DOMAIN, "gone.example"),
                        Verdict.BROKEN,
                        "txt-cname-dangling error"),
                row(
                        "a delegation that is not served",
                        nothing().txt(Outcome.NO_DATA, "_mta-sts.provider.example"),
                        Verdict.BROKEN,
                        "txt-cname-dangling error"),
                row(
                        "an alias to a record",
                        valid().txtBehind("x.provider.example"),
                        Verdict.ENFORCING,
                        "txt-cname info"),
                row("two records", valid().txt("v=STSv1; id=a", "v=STSv1; id=b"), Verdict.BROKEN, "txt-multiple error"),
                row(
                        "a record that misses, and no policy",
                        valid().txt("v=STSv1; id=-").fails(Kind.REFUSED),
                        Verdict.BROKEN,
                        "txt-id-invalid error",
                        "https-refused error"),
                row(
                        "too long a name",
                        nothing().txt(Outcome.NAME_TOO_LONG),
                        Verdict.NOT_CONFIGURED,
                        "domain-too-long-for-mta-sts warning"),
                row(
                        "record elsewhere",
                        nothing().hints(new MisplacedRecords(List.of("example.com"), List.of("com"))),
                        Verdict.NOT_CONFIGURED,
                        "txt-absent info",
                        "txt-wrong-name info",
                        "parent-has-policy info"),
                row(
                        "a domain that does not exist",
                        nothing().mx(Outcome.NX_DOMAIN),
                        Verdict.NOT_CONFIGURED,
                        "domain-nxdomain warning",
                        "txt-absent info",
                        "mx-none info"),
                row(
                        "a domain that does not exist, as the lookup of the reporting record found too",
                        nothing().domainAbsent(),
                        Verdict.NOT_CONFIGURED,
                        "domain-nxdomain warning",
                        "txt-absent info",
                        "mx-none info",
                        "tlsrpt-absent info"));
    }

    private static ObservationsBuilder off() {
        return valid().policy(answer("none", 86_400));
    }

    private static ObservationsBuilder nothing() {
        return valid().txt(Outcome.NX_DOMAIN)
                .policyHost(host(ObservationsBuilder.HOST))
                .fails(Kind.NO_ADDRESS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void evaluate_verdict(String why, ObservationsBuilder sight, Verdict verdict, List<String> findings) {
        assertThat(sight.report().verdict()).contains(verdict);
        assertThat(sight.report().inconclusive()).isEmpty();
        assertThat(sight.findings()).isEqualTo(findings);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FOUND", "NO_DATA", "NX_DOMAIN", "NAME_TOO_LONG"},
            mode = EnumSource.Mode.EXCLUDE)
    void evaluate_noVerdictWithoutTheRecord(Outcome outcome) {
        Report report = valid().txt(outcome).report();

        assertThat(report.verdict()).isEmpty();
        assertThat(report.record()).isEmpty();
        assertThat(report.inconclusive()).hasValueSatisfying(missing -> {
            assertThat(missing.finding().code().code()).isEqualTo("txt-lookup-failed");
            assertThat(missing.finding().isTransient()).isEqualTo(!PUBLISHED_WRONGLY.contains(outcome));
            assertThat(missing.finding().remedy()).isNotEmpty();
            assertThat(missing.finding().remedy().contains("DNSSEC")).isEqualTo(outcome == Outcome.BOGUS);
            assertThat(missing.timedOut()).isEqualTo(outcome == Outcome.TIMEOUT || outcome == Outcome.TRUNCATED);
        });
        assertThat(valid().txt(outcome).findings().contains("txt-dnssec-bogus info"))
                .isEqualTo(outcome == Outcome.BOGUS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SERVER_FAILURE", "BOGUS", "REFUSED", "MALFORMED", "TIMEOUT", "TRUNCATED"})
    void evaluate_noVerdictWithoutTheMailServers(Outcome outcome) {
        for (String mode : List.of("enforce", "testing")) {
            Report report = valid().policy(mode, "mx1.example.com").mx(outcome).report();

            assertThat(report.verdict()).isEmpty();
            assertThat(report.inconclusive()).hasValueSatisfying(missing -> {
                assertThat(missing.finding().code().code()).isEqualTo("mx-lookup-failed");
                assertThat(missing.finding().isTransient()).isTrue();
                assertThat(missing.timedOut()).isEqualTo(outcome == Outcome.TIMEOUT || outcome == Outcome.TRUNCATED);
            });
        }
    }

    /** A limit of this service says nothing about the policy. */
    @Test
    void evaluate_noVerdictWithoutAFetch() {
        Report report = valid().fails(Kind.NOT_FETCHED).report();

        assertThat(report.verdict()).isEmpty();
        assertThat(report.policy().status()).isEqualTo(PolicyCheck.Status.UNKNOWN);
        assertThat(report.inconclusive()).hasValueSatisfying(missing -> {
            assertThat(missing.finding().code()).isEqualTo(HttpsFinding.HTTPS_NOT_FETCHED);
            assertThat(missing.timedOut()).isFalse();
        });
    }

    @Test
    void evaluate_noVerdictIfTheImplicitMailServerIsUnknown() {
        HostLookup failed = new HostLookup(
                ObservationsBuilder.DOMAIN,
                Lookup.without(ObservationsBuilder.DOMAIN, Outcome.NO_DATA),
                Lookup.without(ObservationsBuilder.DOMAIN, Outcome.SERVER_FAILURE));

        Report report = valid().mx(Outcome.NO_DATA).address(failed).report();

        assertThat(report.verdict()).isEmpty();
        assertThat(report.inconclusive())
                .map(missing -> missing.finding().code().code())
                .contains("mx-lookup-failed");
    }

    static Stream<Arguments> fetches() {
        HostLookup partial = new HostLookup(
                ObservationsBuilder.HOST,
                Lookup.found(ObservationsBuilder.HOST, List.of(ObservationsBuilder.address("198.51.100.80"))),
                Lookup.without(ObservationsBuilder.HOST, Outcome.SERVER_FAILURE));
        HostLookup failed = new HostLookup(
                ObservationsBuilder.HOST,
                Lookup.without(ObservationsBuilder.HOST, Outcome.NO_DATA),
                Lookup.without(ObservationsBuilder.HOST, Outcome.TIMEOUT));
        return Stream.of(
                row(
                        "no host",
                        valid().policyHost(host(ObservationsBuilder.HOST)).fails(Kind.NO_ADDRESS),
                        Verdict.BROKEN,
                        "https-host-nxdomain error"),
                row(
                        "alias to nowhere",
                        valid().policyHost(dangling()).fails(Kind.NO_ADDRESS),
                        Verdict.BROKEN,
                        "https-host-dangling error"),
                row("alias", valid().policyHost(alias()), Verdict.ENFORCING, "https-host-cname info"),
                row(
                        "addresses not known",
                        valid().policyHost(failed).fails(Kind.NO_ADDRESS),
                        Verdict.BROKEN,
                        "https-host-lookup-failed error"),
                row(
                        "some addresses not known",
                        valid().policyHost(partial),
                        Verdict.ENFORCING,
                        "https-host-lookup-partial warning"),
                row(
                        "only a private address",
                        valid().notPublic("10.0.0.5").fails(Kind.NOT_PUBLIC),
                        Verdict.BROKEN,
                        "https-host-not-public error"),
                row(
                        "a private address too",
                        valid().notPublic("10.0.0.5"),
                        Verdict.ENFORCING,
                        "https-host-not-public warning"),
                row(
                        "a private address too, and the other refuses",
                        valid().notPublic("10.0.0.5").fails(Kind.REFUSED),
                        Verdict.BROKEN,
                        "https-refused error",
                        "https-host-not-public warning"),
                row(
                        "a dead address",
                        valid().addressFails("2a00::1"),
                        Verdict.ENFORCING,
                        "https-address-failed warning"),
                row(
                        "IPv6 only",
                        valid().policyHost(host(ObservationsBuilder.HOST, "2a00::1")),
                        Verdict.ENFORCING,
                        "https-ipv6-only info"),
                row(
                        "IPv4 behind NAT64",
                        valid().policyHost(host(ObservationsBuilder.HOST, "64:ff9b::c633:6450")),
                        Verdict.ENFORCING),
                row("refused", valid().fails(Kind.REFUSED), Verdict.BROKEN, "https-refused error"),
                row("time-out", valid().fails(Kind.TIMEOUT), Verdict.BROKEN, "https-timeout error"),
                row("slow", valid().took(Duration.ofSeconds(2)), Verdict.ENFORCING, "https-slow warning"),
                row("not slow", valid().took(Duration.ofMillis(1_999)), Verdict.ENFORCING),
                row("no TLS", valid().fails(Kind.TLS_FAILED), Verdict.BROKEN, "https-tls-failed error"),
                row("old TLS", valid().fails(Kind.TLS_VERSION), Verdict.BROKEN, "https-tls-version error"),
                row(
                        "new TLS only",
                        valid().tls(new TlsInfo("TLSv1.3", true, Optional.empty())),
                        Verdict.ENFORCING,
                        "https-tls-13-only info"),
                row("headers", valid().fails(Kind.HEADERS_TOO_LARGE), Verdict.BROKEN, "https-headers-too-large error"),
                row("body", valid().fails(Kind.TOO_LARGE), Verdict.BROKEN, "https-too-large error"),
                row("a limit", valid().fails(Kind.LIMIT_EXCEEDED), Verdict.BROKEN, "https-limit-exceeded error"),
                row("cut off", valid().fails(Kind.TRUNCATED), Verdict.BROKEN, "https-truncated error"),
                row("HTTP/2 only", valid().policy(with("h2", null)), Verdict.ENFORCING, "https-http2-only warning"),
                row(
                        "compressed",
                        valid().policy(with("http/1.1", "gzip")),
                        Verdict.BROKEN,
                        "https-content-encoding error"),
                row("identity", valid().policy(with("http/1.1", " Identity ")), Verdict.ENFORCING),
                row("no coding", valid().policy(with("http/1.1", "")), Verdict.ENFORCING),
                row("identity twice", valid().policy(with("http/1.1", "identity, ,Identity")), Verdict.ENFORCING),
                row("chunked", valid().policy(withField("Transfer-Encoding", "Chunked")), Verdict.ENFORCING),
                row(
                        "compressed in transfer",
                        valid().policy(withField("Transfer-Encoding", "gzip, chunked")),
                        Verdict.BROKEN,
                        "https-content-encoding error"),
                row(
                        "two lines of codings",
                        valid().policy(withField("Content-Encoding", "br")),
                        Verdict.BROKEN,
                        "https-content-encoding error"),
                row(
                        "two media types",
                        valid().policy(withField("Content-Type", "text/html")),
                        Verdict.ENFORCING,
                        "https-content-type-repeated warning"),
                row("one media type twice", valid().policy(withField("Content-Type", "text/plain")), Verdict.ENFORCING),
                row(
                        "invalid HTTP",
                        valid().fails(Kind.INVALID_RESPONSE),
                        Verdict.BROKEN,
                        "https-response-invalid error"),
                row(
                        "charset in a quoted parameter",
                        valid().policy(typed("text/plain; a=\"x; charset=latin1\"; charset=utf-8")),
                        Verdict.ENFORCING),
                row(
                        "charset after a quoted parameter",
                        valid().policy(typed("text/plain;; a=\"\\\"; \"; charset = latin1")),
                        Verdict.ENFORCING,
                        "https-charset info"),
                row("redirect", valid().policy(answer(302, null, "")), Verdict.BROKEN, "https-redirect error"),
                row("300", valid().policy(answer(300, null, "")), Verdict.BROKEN, "https-redirect error"),
                row("304", valid().policy(answer(304, null, "")), Verdict.BROKEN, "https-status error"),
                row("399", valid().policy(answer(399, null, "")), Verdict.BROKEN, "https-redirect error"),
                row("299", valid().policy(answer(299, "text/plain", "")), Verdict.BROKEN, "https-status error"),
                row("400", valid().policy(answer(400, "text/plain", "")), Verdict.BROKEN, "https-status error"),
                row("type in capitals", valid().policy(typed("TEXT/Plain")), Verdict.ENFORCING),
                row(
                        "type with parameters",
                        valid().policy(typed("text/plain ; format=flowed;charset=\"UTF-8\"")),
                        Verdict.ENFORCING),
                row("US-ASCII", valid().policy(typed("text/plain;charset=us-ascii")), Verdict.ENFORCING),
                row(
                        "another charset",
                        valid().policy(typed("text/plain; charset=iso-8859-1")),
                        Verdict.ENFORCING,
                        "https-charset info"),
                row(
                        "type that only begins so",
                        valid().policy(typed("text/plainer")),
                        Verdict.BROKEN,
                        "https-content-type error"),
                row(
                        "another type",
                        valid().policy(typed("text/html; charset=utf-8")),
                        Verdict.BROKEN,
                        "https-content-type error"),
                row(
                        "no type, but a parameter",
                        valid().policy(typed("; charset=latin1")),
                        Verdict.BROKEN,
                        "https-content-type error",
                        "https-charset info"),
                row("an empty type", valid().policy(typed(" ")), Verdict.BROKEN, "https-content-type-missing error"),
                row("no type", valid().policy(typed(null)), Verdict.BROKEN, "https-content-type-missing error"),
                row(
                        "all that is wrong with a certificate",
                        valid().fails(CertificateProblem.values()),
                        Verdict.BROKEN,
                        "cert-expired error",
                        "cert-not-yet-valid error",
                        "cert-revoked error",
                        "cert-untrusted error",
                        "cert-chain-incomplete error",
                        "cert-no-san error",
                        "cert-name-mismatch error",
                        "cert-wrong-usage error",
                        "cert-name-constraint error",
                        "cert-weak-algorithm error",
                        "cert-chain-invalid error"),
                row(
                        "the issuer's certificate expires first",
                        valid().tls(chain(expiring(90, 60), expiring(90, 13))),
                        Verdict.ENFORCING,
                        "cert-expiring warning"),
                row(
                        "the issuer's certificate expires before the host's",
                        valid().tls(chain(expiring(90, 60), expiring(90, 14))),
                        Verdict.ENFORCING,
                        "cert-issuer-expires-first info"),
                row(
                        "the issuer's certificate expires with the host's",
                        valid().tls(chain(expiring(90, 60), expiring(90, 60))),
                        Verdict.ENFORCING),
                row(
                        "an unused certificate has expired",
                        valid().tls(chain(expiring(90, 60), expiring(90, -1))),
                        Verdict.ENFORCING),
                row("expires in 14 days", valid().tls(expiring(90, 14)), Verdict.ENFORCING),
                row(
                        "expires a second before",
                        valid().tls(expiring(90, 13)),
                        Verdict.ENFORCING,
                        "cert-expiring warning"),
                row("lives for days", valid().tls(expiring(10, 5)), Verdict.ENFORCING, "cert-expiring info"),
                row("lives a day longer", valid().tls(expiring(11, 5)), Verdict.ENFORCING, "cert-expiring warning"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fetches")
    void evaluate_fetch(String why, ObservationsBuilder sight, Verdict verdict, List<String> findings) {
        evaluate_verdict(why, sight, verdict, findings);
    }

    /** Lookups that do not succeed before somebody changes a record. */
    private static final Set<Outcome> PUBLISHED_WRONGLY =
            Set.of(Outcome.ALIAS_LOOP, Outcome.TOO_MANY_ALIASES, Outcome.TOO_LARGE, Outcome.QUERY_LIMIT);

    static Stream<Arguments> mailServers() {
        return Stream.of(
                row(
                        "one is left out",
                        valid().mx("mx1.example.com", "b.example.net"),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical"),
                row(
                        "two are left out",
                        valid().mx("mx1.example.com", "b.example.net", "c.example.net"),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical",
                        "mx-uncovered-some critical"),
                row(
                        "all are left out",
                        valid().mx("b.example.net"),
                        Verdict.ENFORCING,
                        "mx-uncovered-all critical",
                        "mx-pattern-unused info"),
                row(
                        "left out in testing",
                        valid().policy("testing", "mx1.example.com").mx("mx1.example.com", "b.example.net"),
                        Verdict.TESTING,
                        "mx-uncovered-some error",
                        "policy-testing warning"),
                row(
                        "left out, and only lenient senders look",
                        valid().txt("v=STSv1; id=-").mx("b.example.net"),
                        Verdict.BROKEN,
                        "mx-uncovered-lenient critical",
                        "txt-id-invalid error",
                        "mx-uncovered-all error",
                        "mx-pattern-unused info",
                        "policy-remembered info"),
                row(
                        "wildcard",
                        valid().policy("enforce", "*.example.com"),
                        Verdict.ENFORCING,
                        "mx-pattern-wildcard info"),
                row(
                        "the same pattern twice",
                        valid().policy("enforce", "mx1.example.com", "mx1.example.com", "x.y", "x.y"),
                        Verdict.ENFORCING,
                        "mx-pattern-unused info"),
                row(
                        "all of com",
                        valid().policy("enforce", "mx1.example.com", "*.com"),
                        Verdict.ENFORCING,
                        "mx-pattern-broad warning",
                        "mx-pattern-unused info"),
                row(
                        "all of co.uk",
                        valid().policy("enforce", "mx1.example.com", "*.co.uk"),
                        Verdict.ENFORCING,
                        "mx-pattern-broad warning",
                        "mx-pattern-unused info"),
                row(
                        "a domain under uk",
                        valid().policy("enforce", "mx1.example.com", "*.bbc.uk"),
                        Verdict.ENFORCING,
                        "mx-pattern-wildcard info",
                        "mx-pattern-unused info"),
                row(
                        "a domain under co.uk",
                        valid().policy("enforce", "mx1.example.com", "*.bbc.co.uk"),
                        Verdict.ENFORCING,
                        "mx-pattern-wildcard info",
                        "mx-pattern-unused info"),
                row(
                        "a suffix of a private registry",
                        valid().policy("enforce", "mx1.example.com", "*.co.com"),
                        Verdict.ENFORCING,
                        "mx-pattern-broad warning",
                        "mx-pattern-unused info"),
                row(
                        "a registered domain called net",
                        valid().policy("enforce", "mx1.example.com", "*.net.de"),
                        Verdict.ENFORCING,
                        "mx-pattern-wildcard info",
                        "mx-pattern-unused info"),
                row(
                        "a second server without an address",
                        valid().mx("mx1.example.com", "b.example.net").address(host("b.example.net")),
                        Verdict.ENFORCING,
                        "mx-target-unresolvable warning"),
                row(
                        "a second server with a private address",
                        valid().mx("mx1.example.com", "b.example.net")
                                .address(privateHost("b.example.net", "10.1.2.3")),
                        Verdict.ENFORCING,
                        "mx-target-not-public warning"),
                row(
                        "a second server with a private address too",
                        valid().mx("mx1.example.com", "b.example.net")
                                .address(privateHost("b.example.net", "10.1.2.3", "198.51.100.26")),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical",
                        "mx-target-not-public warning"),
                row(
                        "a token for a second server",
                        valid().mx("mx1.example.com", "ms1.msv1.invalid").address(host("ms1.msv1.invalid")),
                        Verdict.ENFORCING,
                        "mx-target-special-use warning",
                        "mx-target-unresolvable warning"),
                row(
                        "a name that only ends like a token",
                        valid().mx("mx1.example.com", "ms1.notinvalid"),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical"),
                row(
                        "only a local server",
                        valid().policy("enforce", "localhost").mx("localhost").address(host("localhost", "127.0.0.1")),
                        Verdict.ENFORCING,
                        "mx-unreachable error",
                        "mx-target-special-use warning"),
                row(
                        "only private addresses",
                        valid().policy("enforce", "b.example.com")
                                .mx("b.example.com")
                                .address(privateHost("b.example.com", "10.1.2.3", "fd00::25")),
                        Verdict.ENFORCING,
                        "mx-unreachable error",
                        "mx-target-not-public warning"),
                row(
                        "one cannot be reached, the other is not known",
                        valid().policy("enforce", "b.example.com", "c.example.com")
                                .mx("b.example.com", "c.example.com")
                                .address(privateHost("b.example.com", "10.1.2.3"))
                                .address(new HostLookup(
                                        "c.example.com",
                                        Lookup.without("c.example.com", Outcome.NO_DATA),
                                        Lookup.without("c.example.com", Outcome.TIMEOUT))),
                        Verdict.ENFORCING,
                        "mx-target-not-public warning",
                        "mx-target-lookup-failed warning"),
                row("no mail here", valid().mx(""), Verdict.ENFORCING, "mx-null info"),
                row(
                        "no mail here, and mail here",
                        valid().mx("mx1.example.com", ""),
                        Verdict.ENFORCING,
                        "mx-null-with-others warning"),
                row(
                        "implicit",
                        valid().mx(Outcome.NO_DATA)
                                .address(host(ObservationsBuilder.DOMAIN, "198.51.100.1"))
                                .policy("enforce", "example.com"),
                        Verdict.ENFORCING,
                        "mx-implicit warning"),
                row(
                        "implicit, left out",
                        valid().mx(Outcome.NO_DATA).address(host(ObservationsBuilder.DOMAIN, "198.51.100.1")),
                        Verdict.ENFORCING,
                        "mx-uncovered-all critical",
                        "mx-implicit warning",
                        "mx-pattern-unused info"),
                row(
                        "no mail server",
                        valid().mx(Outcome.NO_DATA).address(host(ObservationsBuilder.DOMAIN)),
                        Verdict.ENFORCING,
                        "mx-none warning"),
                row(
                        "the domain is gone, the record is not",
                        valid().mx(Outcome.NX_DOMAIN),
                        Verdict.ENFORCING,
                        "mx-none warning",
                        "domain-nxdomain info"),
                row(
                        "alias",
                        valid().mx("a.example.com")
                                .address(alias("a.example.com"))
                                .policy("enforce", "a.example.com"),
                        Verdict.ENFORCING,
                        "mx-target-cname warning"),
                row(
                        "address",
                        valid().mx("192.0.2.25").policy("enforce", "x.example"),
                        Verdict.ENFORCING,
                        "mx-uncovered-all critical",
                        "mx-target-ip warning",
                        "mx-pattern-unused info"),
                row(
                        "IPv6 address",
                        valid().mx("mx1.example.com", "2001:db8::1"),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical",
                        "mx-target-ip warning"),
                row(
                        "short IPv6 address",
                        valid().mx("mx1.example.com", "::1"),
                        Verdict.ENFORCING,
                        "mx-uncovered-some critical",
                        "mx-target-ip warning"),
                row(
                        "no host name",
                        valid().mx("mx_1.example.com").policy("enforce", "*.example.com"),
                        Verdict.ENFORCING,
                        "mx-target-hostname warning",
                        "mx-pattern-wildcard info"),
                row(
                        "no address",
                        valid().mx("a.example.com")
                                .address(host("a.example.com"))
                                .policy("enforce", "a.example.com"),
                        Verdict.ENFORCING,
                        "mx-unreachable error",
                        "mx-target-unresolvable warning"),
                row(
                        "no address, and left out",
                        valid().mx("a.example.com").address(host("a.example.com")),
                        Verdict.ENFORCING,
                        "mx-uncovered-all critical",
                        "mx-unreachable error",
                        "mx-target-unresolvable warning"),
                row(
                        "only a private address, and left out",
                        valid().mx("b.example.net").address(privateHost("b.example.net", "10.1.2.3")),
                        Verdict.ENFORCING,
                        "mx-unreachable error",
                        "mx-target-not-public warning"),
                row(
                        "implicit, with a private address",
                        valid().mx(Outcome.NO_DATA)
                                .address(privateHost(ObservationsBuilder.DOMAIN, "10.1.2.3"))
                                .policy("enforce", "example.com"),
                        Verdict.ENFORCING,
                        "mx-unreachable error",
                        "mx-implicit warning",
                        "mx-target-not-public warning"),
                row("the records of an alias", valid().mxBehind("a.provider.example"), Verdict.ENFORCING),
                row(
                        "no mail server at the target of an alias",
                        valid().mxBehind(Outcome.NO_DATA, "a.provider.example")
                                .address(host(ObservationsBuilder.DOMAIN)),
                        Verdict.ENFORCING,
                        "mx-none warning"),
                row(
                        "address not known",
                        valid().mx("a.example.com")
                                .address(unknown("a.example.com"))
                                .policy("enforce", "a.example.com"),
                        Verdict.ENFORCING,
                        "mx-target-lookup-failed warning"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mailServers")
    void evaluate_mailServers(String why, ObservationsBuilder sight, Verdict verdict, List<String> findings) {
        evaluate_verdict(why, sight, verdict, findings);
    }

    static Stream<Arguments> tlsRpts() {
        return Stream.of(
                row("absent", valid().tlsRpt(Outcome.NO_DATA), Verdict.ENFORCING, "tlsrpt-absent info"),
                row(
                        "absent in testing",
                        valid().policy("testing", "mx1.example.com").tlsRpt(Outcome.NO_DATA),
                        Verdict.TESTING,
                        "policy-testing warning",
                        "tlsrpt-absent warning"),
                row("not known", valid().tlsRpt(Outcome.REFUSED), Verdict.ENFORCING, "tlsrpt-lookup-failed warning"),
                row("too long", valid().tlsRpt(Outcome.NAME_TOO_LONG), Verdict.ENFORCING, "tlsrpt-name-too-long info"),
                row("faulty", valid().tlsRpt("v=TLSRPTv1; rua=x"), Verdict.ENFORCING, "tlsrpt-scheme warning"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tlsRpts")
    void evaluate_tlsRpt(String why, ObservationsBuilder sight, Verdict verdict, List<String> findings) {
        evaluate_verdict(why, sight, verdict, findings);
    }

    @Test
    void evaluate_coverageTable() {
        Coverage coverage = valid().mxRecords(
                        new MxRecord(20, "b.example.net"),
                        new MxRecord(10, "mx1.example.com"),
                        new MxRecord(5, "mx2.example.com"),
                        new MxRecord(30, "mx1.example.com"))
                .policy("enforce", "*.example.com", "old.example.org")
                .report()
                .coverage();

        assertThat(coverage.status()).isEqualTo(Coverage.Status.PARTIAL);
        assertThat(coverage.hosts())
                .extracting(
                        Coverage.Host::preference,
                        Coverage.Host::name,
                        host -> host.covered().orElseThrow(),
                        host -> host.matchedBy().map(Object::toString).orElse("-"),
                        host -> host.addresses().size())
                .containsExactly(
                        tuple(5, "mx2.example.com", true, "*.example.com", 0),
                        tuple(10, "mx1.example.com", true, "*.example.com", 1),
                        tuple(20, "b.example.net", false, "-", 0));
        assertThat(coverage.unusedPatterns()).extracting(Object::toString).containsExactly("old.example.org");
        assertThat(coverage.uncovered()).containsExactly("b.example.net");
    }

    @Test
    void evaluate_coverageStatus() {
        assertThat(valid().report().coverage().status()).isEqualTo(Coverage.Status.COMPLETE);
        assertThat(valid().mx("x.example").report().coverage().status()).isEqualTo(Coverage.Status.NONE);
        assertThat(valid().mx("").report().coverage().status()).isEqualTo(Coverage.Status.NOT_APPLICABLE);
        assertThat(off().report().coverage().status()).isEqualTo(Coverage.Status.NOT_APPLICABLE);
        assertThat(off().report().coverage().hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.covered()).isEmpty());
    }

    @Test
    void evaluate_remediesHaveTheTextToPublish() {
        assertThat(finding(valid().mx("mx1.example.com", "b.example.net"), "mx-uncovered-some")
                        .suggestedText())
                .isEqualTo("mx: b.example.net");
        assertThat(finding(valid().mx("b.example.net", "192.0.2.1", "c.example.net"), "mx-uncovered-all")
                        .suggestedText())
                .isEqualTo("mx: b.example.net\nmx: c.example.net");
        assertThat(finding(valid().policy("enforce"), "policy-mx-missing").suggestedText())
                .isEqualTo("mx: mx1.example.com");
        assertThat(finding(valid().policy("enforce", "*"), "policy-mx-invalid").suggestedText())
                .isEqualTo("mx: mx1.example.com");
        assertThat(finding(valid().policy("enforce", "192.0.2.25"), "policy-mx-ip")
                        .suggestedText())
                .isEqualTo("mx: mx1.example.com");
        // With a corrected policy, the line is only removed. Without one, the real servers are all that can be said.
        assertThat(finding(valid().policy("enforce", "mx_1.example.com", "192.0.2.25"), "policy-mx-ip")
                        .suggestedText())
                .isEmpty();
        assertThat(finding(valid().policy("strict", "mx1.example.com.", "192.0.2.25"), "policy-mx-ip")
                        .suggestedText())
                .isEqualTo("mx: mx1.example.com");
        assertThat(finding(valid().policy(answer(200, "text/plain", "")), "policy-empty")
                        .suggestedText())
                .isEqualTo("version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n");
        assertThat(finding(valid().policy(answer(200, "text/plain", "")).mx(""), "policy-empty")
                        .suggestedText())
                .isEmpty();
        assertThat(finding(valid().txt("v=spf1 -all"), "policy-leftover").suggestedText())
                .isEmpty();
        assertThat(finding(nothing(), "txt-absent").suggestedText()).isEqualTo("v=STSv1; id=20261123T120000;");
        assertThat(finding(valid().txt(Outcome.NO_DATA), "policy-without-record")
                        .suggestedText())
                .isEqualTo("v=STSv1; id=20261123T120000;");
    }

    @Test
    void evaluate_transientFindings() {
        assertThat(finding(valid().fails(Kind.TIMEOUT), "https-timeout").isTransient())
                .isTrue();
        assertThat(finding(valid().fails(Kind.REFUSED), "https-refused").isTransient())
                .isFalse();
        assertThat(finding(valid().policy(answer(500, null, "")), "https-status")
                        .isTransient())
                .isTrue();
        assertThat(finding(valid().policy(answer(499, null, "")), "https-status")
                        .isTransient())
                .isFalse();
        assertThat(finding(valid().tlsRpt(Outcome.TIMEOUT), "tlsrpt-lookup-failed")
                        .isTransient())
                .isTrue();
    }

    static Stream<Arguments> founds() {
        String late = "the name server did not answer in time";
        HostLookup noA = new HostLookup(
                ObservationsBuilder.DOMAIN,
                Lookup.without(ObservationsBuilder.DOMAIN, Outcome.TIMEOUT),
                Lookup.without(ObservationsBuilder.DOMAIN, Outcome.NO_DATA));
        HostLookup aliasOfV6 = new HostLookup(
                ObservationsBuilder.HOST,
                Lookup.without(ObservationsBuilder.HOST, Outcome.NO_DATA),
                new Lookup<>(
                        ObservationsBuilder.HOST,
                        Outcome.FOUND,
                        List.of(ObservationsBuilder.address("2a00::1")),
                        List.of("v6.example")));
        return Stream.of(
                arguments(
                        valid().fails(CertificateProblem.EXPIRED), "cert-expired", "valid until 2027-01-22T12:00:00Z"),
                arguments(
                        valid().fails(CertificateProblem.NOT_YET_VALID),
                        "cert-not-yet-valid",
                        "valid from 2026-10-24T12:00:00Z"),
                arguments(valid().fails(CertificateProblem.UNTRUSTED), "cert-untrusted", "issued by CN=A root"),
                arguments(
                        valid().fails(CertificateProblem.CHAIN_INCOMPLETE),
                        "cert-chain-incomplete",
                        "issued by CN=A root"),
                arguments(
                        valid().fails(CertificateProblem.NAME_MISMATCH),
                        "cert-name-mismatch",
                        "it names mta-sts.example.com"),
                arguments(valid().fails(CertificateProblem.NO_SAN), "cert-no-san", "CN=mta-sts.example.com"),
                arguments(valid().fails(CertificateProblem.REVOKED), "cert-revoked", "CN=mta-sts.example.com"),
                arguments(
                        valid().policy(redirect("https://a.example/")), "https-redirect", "301 to https://a.example/"),
                arguments(valid().policy(redirect(null)), "https-redirect", "301"),
                arguments(valid().policyHost(alias()), "https-host-cname", "a.provider.example"),
                arguments(valid().policyHost(aliasOfV6), "https-host-cname", "v6.example"),
                arguments(valid().policyHost(dangling()).fails(Kind.NO_ADDRESS), "https-host-dangling", "gone.example"),
                arguments(valid().txtBehind("x.provider.example"), "txt-cname", "x.provider.example"),
                arguments(
                        nothing().txt(Outcome.NX_DOMAIN, "a.example", "gone.example"),
                        "txt-cname-dangling",
                        "gone.example"),
                arguments(valid().mx(Outcome.NO_DATA).address(noA), "mx-lookup-failed", late),
                arguments(
                        valid().mx(Outcome.NO_DATA).address(unknown(ObservationsBuilder.DOMAIN)),
                        "mx-lookup-failed",
                        "the name server failed (SERVFAIL)"),
                arguments(valid().mx(ObservationsBuilder.DOMAIN).address(noA), "mx-target-lookup-failed", late),
                arguments(
                        valid().mx(ObservationsBuilder.DOMAIN).address(unknown(ObservationsBuilder.DOMAIN)),
                        "mx-target-lookup-failed",
                        "the name server failed (SERVFAIL)"));
    }

    @ParameterizedTest
    @MethodSource("founds")
    void evaluate_hasTheEvidence(ObservationsBuilder sight, String code, String found) {
        assertThat(finding(sight, code).evidence()).isEqualTo(found);
    }

    @Test
    void evaluate_inconclusiveLookup() {
        Report report = valid().mx(Outcome.NX_DOMAIN)
                .address(unknown(ObservationsBuilder.DOMAIN))
                .report();

        assertThat(report.findings())
                .extracting(finding -> finding.code().code())
                .contains("domain-nxdomain");
        assertThat(report.inconclusive())
                .map(missing -> missing.finding().code().code())
                .contains("mx-lookup-failed");
    }

    @Test
    void evaluate_hostOfTwoRecordsIsOneServer() {
        Report report = valid().mx("mx1.example.com", "mx1.example.com")
                .address(host("mx1.example.com", "198.51.100.25"))
                .report();

        assertThat(report.coverage().hosts())
                .singleElement()
                .satisfies(server -> assertThat(server.addresses()).hasSize(1));
    }

    @Test
    void evaluate_policyText() {
        PolicyCheck html =
                valid().policy(answer(200, "text/html", "<p>")).report().policy();
        PolicyCheck notFound =
                valid().policy(answer(404, "text/plain", "")).report().policy();
        PolicyCheck refused = valid().fails(Kind.REFUSED).report().policy();

        assertThat(html.status()).isEqualTo(PolicyCheck.Status.INVALID);
        assertThat(html.text()).contains("<p>");
        assertThat(notFound.status()).isEqualTo(PolicyCheck.Status.INVALID);
        assertThat(notFound.text()).isEmpty();
        assertThat(refused.status()).isEqualTo(PolicyCheck.Status.UNREACHABLE);
    }

    @Test
    void evaluate_includesFindingsAboutTheName() {
        Report report = Evaluator.evaluate(DomainInput.parse("exаmple.com").findings(), valid().observations());

        assertThat(report.severity()).contains(Severity.WARNING);
        assertThat(report.findings())
                .extracting(finding -> finding.code().code())
                .containsExactly("input-mixed-script", "input-idn");
    }

    @ParameterizedTest
    @CsvSource({"86400, ''", "86401, 86401 seconds", "0, ''"})
    void evaluate_timeToLive(long seconds, String evidence) {
        assertThat(evidence(valid().txtTtl(seconds), StsRecordFinding.TXT_TTL_LONG))
                .isEqualTo(evidence);
    }

    /** The check is at 12:00. A file that changed within a minute before may be made for every request. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # id             | file changed at               | evidence
            20261123T115000Z | Mon, 23 Nov 2026 11:50:00 GMT | ''
            20261123T115000Z | Mon, 23 Nov 2026 11:50:01 GMT | id 20261123T115000Z, file changed at 2026-11-23T11:50:01Z
            20261123T115000Z | Mon, 23 Nov 2026 11:58:59 GMT | id 20261123T115000Z, file changed at 2026-11-23T11:58:59Z
            20261123T115000Z | Mon, 23 Nov 2026 11:59:00 GMT | ''
            1                | Mon, 23 Nov 2026 11:50:01 GMT | ''
            """)
    void evaluate_idOlderThanTheFile(String id, String changed, String evidence) {
        assertThat(evidence(
                        valid().txt("v=STSv1; id=" + id).policy(withField("Last-Modified", changed)),
                        StsRecordFinding.TXT_ID_OLDER_THAN_POLICY))
                .isEqualTo(evidence);
    }

    /** An id that is made from a policy contradicts only a policy that is there. */
    @Test
    void evaluate_idOfAnotherPolicy() {
        String id = PolicyId.of("another policy");
        PolicyResponse served = typed("text/plain");
        String text = new String(served.body(), StandardCharsets.UTF_8);

        assertThat(evidence(valid().txt("v=STSv1; id=" + id).policy(served), StsRecordFinding.TXT_ID_OF_ANOTHER_POLICY))
                .isEqualTo("id " + id + ", but the policy has " + PolicyId.of(text));
        assertThat(evidence(
                        valid().txt("v=STSv1; id=" + PolicyId.of(text)).policy(served),
                        StsRecordFinding.TXT_ID_OF_ANOTHER_POLICY))
                .isEmpty();
        assertThat(evidence(
                        valid().txt("v=STSv1; id=" + id).fails(Kind.REFUSED),
                        StsRecordFinding.TXT_ID_OF_ANOTHER_POLICY))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Age | Cache-Control | severity | evidence
            300   | ''            |          | ''
            301   | ''            | INFO     | it has been there for 301 seconds
            301   | max-age=301   | INFO     | it has been there for 301 seconds
            301   | max-age=300   | WARNING  | it has been there for 301 seconds, although the web server allows 300 seconds
            """)
    void evaluate_cachedPolicy(String age, String cacheControl, @Nullable Severity severity, String evidence) {
        PolicyResponse plain = typed("text/plain");
        List<HttpField> fields = Stream.concat(
                        plain.fields().stream(),
                        Stream.of(new HttpField("Age", age), new HttpField("Cache-Control", cacheControl)))
                .toList();
        ObservationsBuilder observations =
                valid().policy(new PolicyResponse(plain.protocol(), plain.status(), fields, plain.body()));

        assertThat(evidence(observations, HttpsFinding.HTTPS_CACHED)).isEqualTo(evidence);
        assertThat(observations.report().severity()).isEqualTo(Optional.ofNullable(severity));
    }

    /** The policy host has no record and no mail servers, and needs none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # domain             | MX exists | record exists | is the policy host
            mta-sts.example.com  | false     | false         | true
            mta-sts.example.com  | true      | false         | false
            mta-sts.example.com  | false     | true          | false
            mta-sts2.example.com | false     | false         | false
            mx.mta-sts.example   | false     | false         | false
            """)
    void evaluate_thePolicyHostWasEntered(String domain, boolean hasMx, boolean hasRecord, boolean isPolicyHost) {
        ObservationsBuilder observations = nothing()
                .tlsRpt(Outcome.NO_DATA)
                .hints(new MisplacedRecords(List.of("example.com"), List.of()))
                .domain(domain);
        if (!hasMx) {
            observations.mx(Outcome.NO_DATA).address(host(domain));
        }
        if (hasRecord) {
            observations.txt("v=STSv1; id=1");
        }

        Report report = observations.report();

        assertThat(evidence(observations, DomainFinding.DOMAIN_IS_POLICY_HOST))
                .isEqualTo(isPolicyHost ? "example.com" : "");
        assertThat(report.findings().stream().anyMatch(finding -> finding.code() == TlsRptFinding.TLSRPT_ABSENT))
                .isNotEqualTo(isPolicyHost);
        if (isPolicyHost) {
            assertThat(report.findings())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder(DomainFinding.DOMAIN_IS_POLICY_HOST, StsRecordFinding.TXT_WRONG_NAME);
        }
    }

    private static String evidence(ObservationsBuilder observations, FindingCode code) {
        return observations.report().findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::evidence)
                .findFirst()
                .orElse("");
    }

    private static String blankLine(String mode, String end) {
        return "version: STSv1\nmode: " + mode + "\nmx: mx1.example.com\nmax_age: 1209600\n" + end;
    }

    static Stream<Arguments> lenientReadings() {
        ObservationsBuilder gap = valid().mx("mx1.example.com", "b.example.net");
        return Stream.of(
                arguments("a blank line and a gap", gap, blankLine("enforce", "\n"), "b.example.net"),
                arguments("no gap", valid(), blankLine("enforce", "\n"), ""),
                arguments("no blank line", gap, blankLine("enforce", ""), ""),
                arguments("testing", gap, blankLine("testing", "\n"), ""),
                arguments("another mistake that some skip", gap, blankLine("enforce", "\nno field\n"), "b.example.net"),
                arguments("a mistake of which no sender is known", gap, blankLine("enforced", ""), ""),
                arguments("not announced", gap, blankLine("enforce", "\n"), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lenientReadings")
    void evaluate_lenientReading(String why, ObservationsBuilder observations, String policy, String host) {
        boolean announced = !why.equals("not announced");
        Report report = (announced ? observations.txt("v=STSv1; id=1") : observations.txt(Outcome.NX_DOMAIN))
                .policy(answer(200, "text/plain", policy))
                .report();

        assertThat(report.findings().stream()
                        .filter(finding -> finding.code() == MxFinding.MX_UNCOVERED_LENIENT)
                        .map(Finding::subject)
                        .findFirst()
                        .orElse(""))
                .isEqualTo(host);
    }

    /** The mail server is refused for the error alone, which is reported. */
    @Test
    void evaluate_lenientReadingOfAFaultyPattern() {
        Report report = valid().policy(answer(
                        200, "text/plain", blankLine("enforce", "").replace("mx1.example.com", "mx1.example.com.")))
                .report();

        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == MxFinding.MX_UNCOVERED_LENIENT)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.suggestedText()).isEmpty();
                    assertThat(finding.remedy()).endsWith("The corrected policy covers these mail servers.");
                });
    }

    @Test
    void evaluate_noFindings() {
        assertThat(valid().report().severity()).isEmpty();
    }

    private static final String TLS_NOT_CHECKED = " Not checked: the TLS of the mail servers, DANE.";

    static Stream<Arguments> summaries() {
        return Stream.of(
                arguments(
                        valid(),
                        "example.com enforces MTA-STS: senders deliver to it only over verified TLS."
                                + TLS_NOT_CHECKED),
                arguments(valid().mx(""), "example.com enforces MTA-STS, but accepts no mail (null MX)."),
                arguments(
                        valid().mx(Outcome.NO_DATA).address(host(ObservationsBuilder.DOMAIN)),
                        "example.com enforces MTA-STS, but no mail can be delivered: it has no mail server."),
                arguments(
                        valid().mx("b.example.net").address(privateHost("b.example.net", "10.0.0.1")),
                        "example.com enforces MTA-STS, but no mail can be delivered: none of its mail servers can be"
                                + " reached."),
                arguments(
                        valid().mx("mx1.example.com", "b.example.net"),
                        "example.com enforces MTA-STS, but b.example.net is not covered by its policy: senders refuse to"
                                + " deliver to it. Not checked: the addresses of b.example.net, the TLS of the mail"
                                + " servers, DANE."),
                arguments(
                        valid().mx("mx1.example.com", "b.example.net", "c.example.net"),
                        "example.com enforces MTA-STS, but b.example.net, c.example.net are not covered by its policy:"
                                + " senders refuse to deliver to them. Not checked: the addresses of b.example.net,"
                                + " c.example.net, the TLS of the mail servers, DANE."),
                arguments(
                        valid().mx(
                                        "mx1.example.com",
                                        "b.example.net",
                                        "c.example.net",
                                        "d.example.net",
                                        "e.example.net"),
                        "example.com enforces MTA-STS, but b.example.net, c.example.net, d.example.net and 1 more are not"
                                + " covered by its policy: senders refuse to deliver to them. Not checked: the addresses of"
                                + " 4 mail servers, the TLS of the mail servers, DANE."),
                arguments(
                        valid().policy("testing", "mx1.example.com"),
                        "example.com tests MTA-STS: senders report failures, but deliver in spite of them."
                                + TLS_NOT_CHECKED),
                arguments(
                        valid().policy("testing", "mx1.example.com").mx("b.example.net"),
                        "example.com tests MTA-STS: senders report failures, but deliver in spite of them. Do not enforce it"
                                + " yet: b.example.net is not covered by its policy. Not checked: the addresses of"
                                + " b.example.net, the TLS of the mail servers, DANE."),
                arguments(
                        off(),
                        "example.com has switched MTA-STS off (mode none): senders that have fetched this policy"
                                + " deliver as if there were no MTA-STS."
                                + TLS_NOT_CHECKED),
                arguments(
                        nothing(),
                        "example.com has no MTA-STS: senders that remember no earlier policy deliver to it without"
                                + " verified TLS."
                                + TLS_NOT_CHECKED),
                arguments(
                        valid().fails(Kind.REFUSED),
                        "MTA-STS of example.com is broken: senders that remember no earlier policy deliver to it"
                                + " without verified TLS. Could not connect to mta-sts.example.com on"
                                + " port 443: some detail."
                                + TLS_NOT_CHECKED),
                arguments(
                        valid().txt(Outcome.TIMEOUT),
                        "The status of example.com could not be determined: The TXT record at _mta-sts.example.com could not be"
                                + " looked up: the name server did not answer in time. It is not known whether the"
                                + " domain has MTA-STS. Not checked: the MTA-STS record, the TLS of the mail servers,"
                                + " DANE."));
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void evaluate_summary(ObservationsBuilder sight, String summary) {
        assertThat(sight.report().summary()).isEqualTo(summary);
    }

    private static Finding finding(ObservationsBuilder sight, String code) {
        return sight.report().findings().stream()
                .filter(finding -> finding.code().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static PolicyResponse with(String protocol, String encoding) {
        PolicyResponse plain = answer("enforce", 1_209_600, "mx1.example.com");
        return new PolicyResponse(
                protocol, 200, plain.contentType(), Optional.ofNullable(encoding), Optional.empty(), plain.body());
    }

    private static PolicyResponse redirect(String location) {
        return new PolicyResponse(
                "http/1.1", 301, Optional.empty(), Optional.empty(), Optional.ofNullable(location), new byte[0]);
    }

    /** The coverage lists thousands of mail servers and patterns. The number of findings is limited. */
    @Test
    void findings_ofAHostileSetUp() {
        String[] names =
                IntStream.range(0, 2000).mapToObj(i -> i + ".example.net").toArray(String[]::new);
        String[] patterns = IntStream.range(1000, 3000)
                .mapToObj(i -> "*." + i + ".example.net")
                .toArray(String[]::new);
        patterns[0] = names[0];

        Report report = valid().mx(names).policy("enforce", patterns).report();

        assertThat(report.coverage().hosts()).hasSize(2000);
        assertThat(report.coverage().uncovered()).hasSize(1999);
        assertThat(report.coverage().unusedPatterns()).hasSize(1999);
        Map<FindingCode, Long> count =
                report.findings().stream().collect(Collectors.groupingBy(Finding::code, Collectors.counting()));
        assertThat(count)
                .containsEntry(MxFinding.MX_UNCOVERED_SOME, 100L)
                .containsEntry(MxFinding.MX_PATTERN_UNUSED, 100L)
                .allSatisfy((code, findings) -> assertThat(findings).isLessThanOrEqualTo(100));
    }

    private static PolicyResponse typed(String contentType) {
        return answer(200, contentType, "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n");
    }

    private static HostLookup privateHost(String name, String... addresses) {
        return host(name, addresses).markNotPublic(address -> !address.isSiteLocalAddress() && !isUniqueLocal(address));
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # target                    | intended
                    mx.example.net.example.com  | mx.example.net
                    mx.example.co.uk.example.com | mx.example.co.uk
                    mx.internal.example.com     | -
                    net.example.com             | -
                    gone.example.net            | -
                    """)
    void evaluate_aForgottenFinalDot(String target, String intended) {
        Finding finding = valid().mx("mx1.example.com", target)
                .address(host(target))
                .report()
                .findings()
                .get(0);

        assertThat(finding.code()).isEqualTo(MxFinding.MX_TARGET_UNRESOLVABLE);
        assertThat(finding.remedy().contains("final dot")).isEqualTo(intended != null);
        if (intended != null) {
            assertThat(finding.remedy()).contains(" " + intended + ". with a dot");
        }
    }

    @Test
    void evaluate_aForgottenFinalDotOfTheRecord() {
        Report report = valid().txt(Outcome.NX_DOMAIN, "_mta-sts.example.net.example.com")
                .report();

        assertThat(report.findings().get(0).code().code()).isEqualTo("txt-cname-dangling");
        assertThat(report.findings().get(0).remedy()).contains(" _mta-sts.example.net. with a dot");
    }

    /** How long nothing is remembered that could be used makes no difference. */
    @Test
    void evaluate_timeToLiveOfAFaultyRecord() {
        assertThat(evidence(valid().txt("v=STSv1; id=-").txtTtl(86_401), StsRecordFinding.TXT_TTL_LONG))
                .isEmpty();
    }

    @Test
    void evaluate_noTxtRecordNextToAnAlias() {
        assertThat(finding(nothing().txt(Outcome.NO_DATA, "www.example.com"), "txt-absent")
                        .remedy())
                .startsWith("Replace the alias (CNAME) at ")
                .contains("the owner of www.example.com");
    }

    @Test
    void evaluate_theRecordBehindAnAliasBelongsToItsOwner() {
        Finding finding = valid().txt("v=STSv1; id=a-1")
                .txtBehind("a.provider.example")
                .report()
                .findings()
                .get(0);

        assertThat(finding.code().code()).isEqualTo("txt-id-invalid");
        assertThat(finding.aliasTarget()).isEqualTo("a.provider.example");
        assertThat(finding.remedy()).contains("the owner of a.provider.example");
    }

    @Test
    void evaluate_noMxRecordNextToAnAlias() {
        for (HostLookup host : List.of(host(ObservationsBuilder.DOMAIN), alias(ObservationsBuilder.DOMAIN))) {
            Report report = valid().mxBehind(Outcome.NO_DATA, "a.provider.example")
                    .address(host)
                    .report();

            assertThat(report.findings())
                    .filteredOn(finding -> finding.code() instanceof MxFinding)
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.remedy()).doesNotContain(". MX "))
                    .anySatisfy(finding -> assertThat(finding.remedy()).contains("at a.provider.example"));
        }
    }

    @Test
    void evaluate_theTargetOfAnAliasIsTheImplicitMailServer() {
        Report report = valid().policy("enforce", "a.provider.example")
                .mxBehind(Outcome.NO_DATA, "a.provider.example")
                .address(alias(ObservationsBuilder.DOMAIN))
                .report();

        assertThat(report.coverage().uncovered()).isEmpty();
        assertThat(report.findings())
                .extracting(finding -> finding.code().code())
                .contains("mx-implicit-alias", "mx-domain-alias", "mx-implicit")
                .doesNotContain("mx-uncovered-all", "mx-pattern-unused");
    }

    @Test
    void evaluate_equalRecordsAreOne() {
        Report report = valid().txt("v=STSv1; id=1", "v=STSv1; id=1")
                .tlsRpt("v=TLSRPTv1; rua=mailto:a@example.com", "v=TLSRPTv1; rua=mailto:a@example.com")
                .report();

        assertThat(report.findings()).isEmpty();
        assertThat(valid().txt("v=STSv1; id=1", "v=STSv1; id=2").findings()).contains("txt-multiple error");
    }

    private static PolicyResponse withField(String name, String value) {
        PolicyResponse plain = typed("text/plain");
        List<HttpField> fields = Stream.concat(plain.fields().stream(), Stream.of(new HttpField(name, value)))
                .toList();
        return new PolicyResponse(plain.protocol(), plain.status(), fields, plain.body());
    }

    private static TlsInfo chain(TlsInfo leaf, TlsInfo issuer) {
        CertificateInfo first = leaf.certificate().orElseThrow();
        CertificateInfo second = issuer.certificate().orElseThrow();
        return new TlsInfo(
                "TLSv1.3",
                false,
                List.of(first, new CertificateInfo("CN=y", "CN=z", List.of(), second.notBefore(), second.notAfter())));
    }

    @Test
    void evaluate_namesTheCertificateThatHasExpired() {
        Report report = valid().tls(chain(expiring(90, 60), expiring(90, -2)))
                .fails(CertificateProblem.EXPIRED)
                .report();

        Finding expired = report.findings().get(0);
        assertThat(expired.code()).isEqualTo(HttpsFinding.CERT_EXPIRED);
        assertThat(expired.evidence())
                .isEqualTo("the certificate of the issuer CN=y, valid until 2026-11-21T12:00:00Z");
    }

    /** A certificate of so many days, of which so many are left; 14 means 14 exactly, 13 a second less than 14. */
    private static TlsInfo expiring(int life, int remaining) {
        var notAfter = CaseObservations.NOW
                .plus(Duration.ofDays(remaining == 13 ? 14 : remaining))
                .minusSeconds(remaining == 13 ? 1 : 0);
        return new TlsInfo(
                "TLSv1.3",
                false,
                Optional.of(new CertificateInfo(
                        "CN=x", "CN=y", List.of(), notAfter.minus(Duration.ofDays(life)), notAfter)));
    }

    private static HostLookup dangling() {
        Lookup<InetAddress> gone =
                new Lookup<>(ObservationsBuilder.HOST, Outcome.NX_DOMAIN, List.of(), List.of("gone.example"));
        return new HostLookup(ObservationsBuilder.HOST, gone, gone);
    }

    private static HostLookup alias() {
        return alias(ObservationsBuilder.HOST);
    }

    private static HostLookup alias(String name) {
        return new HostLookup(
                name,
                new Lookup<>(
                        name,
                        Outcome.FOUND,
                        List.of(ObservationsBuilder.address("198.51.100.80")),
                        List.of("a.provider.example")),
                new Lookup<>(name, Outcome.NO_DATA, List.of(), List.of("a.provider.example")));
    }

    private static HostLookup unknown(String name) {
        return new HostLookup(
                name, Lookup.without(name, Outcome.NO_DATA), Lookup.without(name, Outcome.SERVER_FAILURE));
    }
}
