package io.mtasts.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.name.DomainName;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.DaneProbe;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.HttpField;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.ReplicaLookup;
import io.mtasts.verdict.Replicas;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.TlsInfo;
import io.mtasts.verdict.TlsRptObservations;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import io.mtasts.verdict.TlsaLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The observations of a case without a network: each failure is the value that the edge makes of it. */
public final class CaseObservations {

    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    public static final TlsInfo TLS = new TlsInfo(
            "TLSv1.3",
            false,
            Optional.of(new CertificateInfo(
                    "CN=mta-sts.example.com",
                    "CN=A root",
                    List.of("mta-sts.example.com"),
                    NOW.minus(Duration.ofDays(30)),
                    NOW.plus(Duration.ofDays(60)))));

    /** What is served where a case describes the server only. */
    private static final String SOUND = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n";

    private static final String PUBLIC4 = "198.51.100.80";
    private static final String PUBLIC6 = "2a00:1450:4001::80";
    private static final String NAT64 = "64:ff9b::c633:6450";

    private static final Map<String, FetchFailure> FAILURES = Map.ofEntries(
            Map.entry("connect timeout", FetchFailure.of(Kind.TIMEOUT, "connecting")),
            Map.entry("TCP accepts, then silence", FetchFailure.of(Kind.TIMEOUT, "TLS handshake")),
            Map.entry("connection refused on 443", FetchFailure.of(Kind.REFUSED, "connection refused")),
            Map.entry("intermediate certificate not sent", certificate(CertificateProblem.CHAIN_INCOMPLETE)),
            Map.entry(
                    "certificate with CN=mta-sts.example.com and no subjectAltName",
                    certificate(CertificateProblem.NO_SAN)),
            Map.entry("IP only", certificate(CertificateProblem.NO_SAN)),
            Map.entry("expired", certificate(CertificateProblem.EXPIRED)),
            Map.entry("not yet valid", certificate(CertificateProblem.NOT_YET_VALID)),
            Map.entry("self-signed", certificate(CertificateProblem.UNTRUSTED)),
            Map.entry("unknown CA", certificate(CertificateProblem.UNTRUSTED)),
            Map.entry("1.1 only", FetchFailure.of(Kind.TLS_VERSION, "neither TLS 1.2 nor TLS 1.3")),
            Map.entry("plain HTTP", FetchFailure.of(Kind.TLS_FAILED, "the answer is not TLS")),
            Map.entry("TLS handshake failure", FetchFailure.of(Kind.TLS_FAILED, "alert handshake_failure")),
            Map.entry("TLS, then silence", FetchFailure.of(Kind.TIMEOUT, "waiting for the answer")));
    /** Certificates that do for example.com. */
    private static final Set<String> GOOD_CERTIFICATES =
            Set.of("certificate for *.example.com", "certificate for MTA-STS.EXAMPLE.COM");

    private static final Pattern REDIRECT = Pattern.compile("redirect \\((\\d+)\\) to (.*)");
    private static final Pattern EXPIRES = Pattern.compile("expires in (\\d+) days");

    private final Case testCase;

    private CaseObservations(Case testCase) {
        this.testCase = testCase;
    }

    public static Observations of(Case testCase) {
        return new CaseObservations(testCase).observations();
    }

    private Observations observations() {
        DomainName domain = new DomainName(Case.withoutRoot(testCase.domain()));
        Lookup<MxRecord> mx = mx(domain.ascii());
        List<String> hosts = mx.absent()
                ? List.of(domain.ascii())
                : mx.records().stream().map(MxRecord::host).distinct().toList();
        return new Observations(
                domain,
                txt("_mta-sts." + domain, testCase.given().path("txt")),
                new TlsRptObservations(
                        testCase.given().has("tlsrpt") || domain.ascii().length() > 242
                                ? txt("_smtp._tls." + domain, testCase.given().path("tlsrpt"))
                                : Lookup.found(
                                        "_smtp._tls." + domain, List.of("v=TLSRPTv1; rua=mailto:tls@example.com")),
                        misplacedTlsRpt(),
                        List.of()),
                mx,
                hosts.stream().map(this::host).toList(),
                hosts.stream().flatMap(host -> starttls(host).stream()).toList(),
                hosts.stream().flatMap(host -> dane(host).stream()).toList(),
                fetch("mta-sts." + domain),
                hints(domain.ascii()),
                Case.texts(testCase.given().path("unregistered")),
                replicas("_mta-sts." + domain, domain.ascii()),
                new Observations.Timings(
                        Duration.ofMillis(12),
                        Duration.ofMillis(14),
                        Duration.ofMillis(11),
                        Duration.ofMillis(87),
                        Duration.ofMillis(12),
                        Duration.ofMillis(98)),
                NOW);
    }

    private Observations.MisplacedRecords hints(String domain) {
        JsonNode others = testCase.given().path("otherTxt");
        Map<Boolean, List<String>> ofParents = keys(others)
                .filter(name -> !isTlsRpt(others.path(name)))
                .map(Case::withoutRoot)
                .collect(Collectors.partitioningBy(name -> ("_mta-sts." + domain).endsWith("." + parent(name))));
        return new Observations.MisplacedRecords(
                ofParents.get(false),
                ofParents.get(true).stream().map(CaseObservations::parent).toList());
    }

    /** The valid TLS of a mail server whose certificate is compared with TLSA records. */
    private Optional<StarttlsProbe> starttls(String host) {
        return Optional.of(testCase.given().path("tlsa").path(host + "."))
                .filter(tlsa -> tlsa.has("certificate"))
                .map(tlsa -> new StarttlsProbe(host, address(PUBLIC4), Optional.of(TLS), Optional.empty()));
    }

    private Optional<DaneProbe> dane(String host) {
        JsonNode tlsa = testCase.given().path("tlsa").path(host + ".");
        if (tlsa.isMissingNode()) {
            return Optional.empty();
        }
        String name = "_25._tcp." + host;
        Lookup<TlsaRecord> lookup = tlsa.isTextual()
                ? Lookup.without(name, outcome(tlsa.asText()))
                : Lookup.found(
                        name,
                        Case.texts(tlsa.path("records")).stream()
                                .map(text -> TlsaRecord.parse(text).orElseThrow())
                                .toList());
        List<DaneProbe.Match> matches = tlsa.has("certificate")
                ? List.of(new DaneProbe.Match(
                        address(PUBLIC4),
                        tlsa.path("certificate").asText().equals("matches"),
                        new TlsaRecord(3, 1, 1, "2b".repeat(32))))
                : List.of();
        return Optional.of(
                new DaneProbe(host, new TlsaLookup(lookup, tlsa.path("signed").asBoolean()), matches));
    }

    /** What each name server of the domain says, by the name of the server. */
    private Optional<Replicas> replicas(String name, String zone) {
        JsonNode servers = testCase.given().path("replicas");
        return servers.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Replicas(
                        keys(servers)
                                .map(server -> ReplicaLookup.queried(
                                        zone,
                                        Case.withoutRoot(server),
                                        address(PUBLIC4),
                                        txt(name, servers.path(server))))
                                .toList(),
                        Optional.empty()));
    }

    private List<MisplacedText> misplacedTlsRpt() {
        JsonNode others = testCase.given().path("otherTxt");
        return keys(others)
                .filter(name -> isTlsRpt(others.path(name)))
                .map(name -> new MisplacedText(
                        Case.withoutRoot(name),
                        String.join("", Case.records(others.path(name)).get(0))))
                .toList();
    }

    private static boolean isTlsRpt(JsonNode texts) {
        return texts.toString().contains("v=TLSRPTv1");
    }

    private static String parent(String record) {
        return record.startsWith("_mta-sts.") ? record.substring("_mta-sts.".length()) : "none";
    }

    private Lookup<String> txt(String name, JsonNode txt) {
        List<String> cnames = testCase.cname(name).map(List::of).orElse(List.of());
        if (name.length() > DomainName.MAX_LENGTH) {
            return Lookup.without(name, Outcome.NAME_TOO_LONG);
        }
        if (txt.isArray()) {
            return new Lookup<>(
                    name,
                    Outcome.FOUND,
                    Case.records(txt).stream()
                            .map(strings -> String.join("", strings))
                            .toList(),
                    cnames);
        }
        return new Lookup<>(name, outcome(txt.asText()), List.of(), cnames);
    }

    private Lookup<MxRecord> mx(String domain) {
        JsonNode mx = testCase.given().path("mx");
        if (!mx.isArray()) {
            return Lookup.without(domain, outcome(mx.asText()));
        }
        List<MxRecord> records = new ArrayList<>();
        mx.forEach(record -> records.add(new MxRecord(
                record.get(0).asInt(),
                DomainName.lowerCase(Case.withoutRoot(record.get(1).asText())))));
        return Lookup.found(domain, records);
    }

    private HostLookup host(String name) {
        JsonNode addresses = testCase.given().path("hosts").path(name + ".");
        List<String> cnames = testCase.cname(name).map(List::of).orElse(List.of());
        boolean gone = name.startsWith("gone.") || addresses.isArray() && addresses.isEmpty();
        Outcome otherwise =
                gone ? Outcome.NX_DOMAIN : addresses.isTextual() ? outcome(addresses.asText()) : Outcome.NO_DATA;
        Lookup<InetAddress> a = gone || addresses.isTextual()
                ? new Lookup<>(name, otherwise, List.of(), cnames)
                : new Lookup<>(name, Outcome.FOUND, List.of(address(PUBLIC4)), cnames);
        return new HostLookup(name, a, new Lookup<>(name, otherwise, List.of(), cnames));
    }

    private PolicyFetch fetch(String name) {
        JsonNode policy = testCase.given().path("policy");
        JsonNode hostNode = testCase.given().path("policyHost");
        List<String> a = addresses(hostNode.path("a"), hostNode.isMissingNode() ? List.of(PUBLIC4) : List.of());
        List<String> aaaa = addresses(hostNode.path("aaaa"), List.of());
        List<InetAddress> notPublic = Stream.concat(a.stream(), aaaa.stream())
                .filter(text -> !List.of(PUBLIC4, PUBLIC6, NAT64).contains(text))
                .map(CaseObservations::address)
                .toList();
        HostLookup host = policyHost(name, policy, a, aaaa, hostNode);
        Optional<FetchFailure> failure = failure(policy);
        if (failure.filter(f -> f.kind().compareTo(Kind.NOT_PUBLIC) <= 0).isPresent()) {
            return PolicyFetch.unreachable(host, notPublic, failure.get());
        }
        if (hostNode.toString().contains(Case.NO_ROUTE)) {
            FetchFailure none = FetchFailure.of(Kind.NOT_FETCHED, SsrfGuard.NO_IPV6);
            AddressFetch answer = AddressFetch.failed(address(PUBLIC6), Optional.empty(), none, Duration.ZERO);
            return PolicyFetch.of(host, notPublic, List.of(answer), Duration.ofSeconds(10));
        }
        boolean hasTls =
                failure.map(f -> f.kind().compareTo(Kind.CERTIFICATE) >= 0).orElse(true);
        List<AddressFetch> answers = new ArrayList<>();
        answers.add(new AddressFetch(
                address(PUBLIC4),
                hasTls ? Optional.of(tls(policy)) : Optional.empty(),
                failure.isPresent() ? Optional.empty() : Optional.of(answer(policy)),
                failure,
                Duration.ofMillis(87)));
        if (hostNode.toString().contains("no answer")) {
            FetchFailure silent = FetchFailure.of(Kind.TIMEOUT, "connecting");
            answers.add(AddressFetch.failed(address(PUBLIC6), Optional.empty(), silent, Duration.ofSeconds(3)));
        }
        if (testCase.given().get("secondAddress") instanceof ObjectNode different) {
            answers.add(second(((ObjectNode) policy.deepCopy()).setAll(different)));
        }
        return PolicyFetch.of(host, notPublic, answers, Duration.ofSeconds(10));
    }

    /** What another address answers, which differs from the first in the members that the case names. */
    private static AddressFetch second(ObjectNode policy) {
        InetAddress address = address("198.51.100.81");
        return Optional.ofNullable(FAILURES.get(policy.path("cert").asText()))
                .map(failure -> AddressFetch.failed(address, Optional.of(TLS), failure, Duration.ofMillis(87)))
                .orElseGet(
                        () -> AddressFetch.responded(address, Optional.of(TLS), answer(policy), Duration.ofMillis(87)));
    }

    private static TlsInfo tls(JsonNode policy) {
        if (policy.path("chain").asText().equals("inter-ending")) {
            CertificateInfo leaf = TLS.certificate().orElseThrow();
            Instant end = leaf.notAfter().minus(Duration.ofDays(10));
            return new TlsInfo(
                    TLS.protocol(),
                    false,
                    List.of(leaf, new CertificateInfo(leaf.issuer(), "CN=Root", List.of(), leaf.notBefore(), end)));
        }
        String words = policy.asText();
        Matcher days = EXPIRES.matcher(words);
        if (days.matches()) {
            CertificateInfo valid = TLS.certificate().orElseThrow();
            Instant end = NOW.plus(Duration.ofDays(Long.parseLong(days.group(1))));
            return new TlsInfo(
                    TLS.protocol(),
                    false,
                    Optional.of(new CertificateInfo(
                            valid.subject(), valid.issuer(), valid.names(), valid.notBefore(), end)));
        }
        return new TlsInfo(TLS.protocol(), words.equals("1.3 only"), TLS.certificate());
    }

    private HostLookup policyHost(String name, JsonNode policy, List<String> a, List<String> aaaa, JsonNode hostNode) {
        List<String> cnames = testCase.cname(name).map(List::of).orElse(List.of());
        String word = policy.asText().startsWith("host ") ? policy.asText().substring(5) : "";
        Lookup<InetAddress> lookupA = word.isEmpty()
                ? lookup(name, a, otherwise(hostNode.path("a")), cnames)
                : new Lookup<>(name, outcome(word), List.of(), cnames);
        Lookup<InetAddress> lookupAaaa = word.isEmpty()
                ? lookup(name, aaaa, otherwise(hostNode.path("aaaa")), cnames)
                : new Lookup<>(name, outcome(word), List.of(), cnames);
        return new HostLookup(name, lookupA, lookupAaaa);
    }

    private static Outcome otherwise(JsonNode addresses) {
        return addresses.isTextual() ? outcome(addresses.asText()) : Outcome.NO_DATA;
    }

    private static Lookup<InetAddress> lookup(
            String name, List<String> addresses, Outcome otherwise, List<String> cnames) {
        return new Lookup<>(
                name,
                addresses.isEmpty() ? otherwise : Outcome.FOUND,
                addresses.stream().map(CaseObservations::address).toList(),
                cnames);
    }

    private static List<String> addresses(JsonNode node, List<String> otherwise) {
        return node.isArray()
                ? Case.texts(node).stream().map(CaseObservations::stand).toList()
                : otherwise;
    }

    /** The words of the cases that stand for an address. */
    private static String stand(String word) {
        if (word.startsWith("NAT64")) {
            return NAT64;
        }
        return word.startsWith("PUBLIC4") ? PUBLIC4 : word.startsWith("PUBLIC6") ? PUBLIC6 : word;
    }

    private Optional<FetchFailure> failure(JsonNode policy) {
        String framing = policy.path("framing").asText();
        if (framing.contains("connection closed before")) {
            return Optional.of(FetchFailure.of(Kind.TRUNCATED, "closed"));
        }
        if (framing.contains("never ends") || policy.isObject() && Case.body(policy).length > 65_536) {
            return Optional.of(FetchFailure.of(Kind.TOO_LARGE, "more than 65536 bytes"));
        }
        if (framing.contains("every 5 s")) {
            return Optional.of(FetchFailure.of(Kind.TIMEOUT, "reading the answer"));
        }
        String sentence = policy.asText();
        if (sentence.startsWith("would connect to")) {
            return Optional.of(FetchFailure.of(Kind.NOT_PUBLIC, ""));
        }
        if (sentence.startsWith("host ")) {
            return Optional.of(FetchFailure.of(Kind.NO_ADDRESS, ""));
        }
        if (sentence.startsWith("certificate for")
                && !(testCase.domain().equals("example.com") && GOOD_CERTIFICATES.contains(sentence))) {
            return Optional.of(certificate(CertificateProblem.NAME_MISMATCH));
        }
        return Optional.ofNullable(FAILURES.get(sentence));
    }

    private static FetchFailure certificate(CertificateProblem fault) {
        return new FetchFailure(Kind.CERTIFICATE, "", List.of(fault));
    }

    private static PolicyResponse answer(JsonNode policy) {
        String sentence = policy.asText();
        Matcher redirect = REDIRECT.matcher(sentence);
        if (redirect.matches()) {
            return new PolicyResponse(
                    "http/1.1",
                    Integer.parseInt(redirect.group(1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(redirect.group(2)),
                    new byte[0]);
        }
        List<HttpField> fields = new ArrayList<>();
        policy.path("headers")
                .properties()
                .forEach(header -> fields.add(
                        new HttpField(header.getKey(), header.getValue().asText())));
        Optional.ofNullable(policy.isObject() ? policy.path("contentType").textValue() : "text/plain")
                .ifPresent(type -> fields.add(new HttpField("content-type", type)));
        Optional.ofNullable(policy.path("encoding").textValue())
                .ifPresent(coding -> fields.add(new HttpField("content-encoding", coding)));
        return new PolicyResponse(
                sentence.equals("h2 only") ? "h2" : "http/1.1",
                policy.path("status").asInt(200),
                fields,
                policy.isObject() ? Case.body(policy) : SOUND.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome outcome(String word) {
        if (word.contains("bogus")) {
            return Outcome.BOGUS;
        }
        return switch (word.split("[ ,]")[0]) {
            case "NXDOMAIN" -> Outcome.NX_DOMAIN;
            case "NODATA" -> Outcome.NO_DATA;
            case "SERVFAIL", "NOTIMP" -> Outcome.SERVER_FAILURE;
            case "REFUSED" -> Outcome.REFUSED;
            case "timeout" -> Outcome.TIMEOUT;
            case "truncated" -> Outcome.TRUNCATED;
            default -> throw new IllegalArgumentException("no such outcome: " + word);
        };
    }

    private static Stream<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys.stream();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
