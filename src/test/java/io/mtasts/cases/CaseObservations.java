package io.mtasts.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.AddressFailure;
import io.mtasts.verdict.CertificateFacts;
import io.mtasts.verdict.CertificateFault;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.HttpAnswer;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.TlsFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a case gives, as if the network had been asked: each failure as the value that the edge makes of it. */
public final class CaseObservations {

    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    public static final TlsFacts TLS = new TlsFacts(
            "TLSv1.3",
            false,
            Optional.of(new CertificateFacts(
                    "CN=mta-sts.example.com",
                    "CN=A root",
                    List.of("mta-sts.example.com"),
                    NOW.minus(Duration.ofDays(30)),
                    NOW.plus(Duration.ofDays(60)))));

    private static final String PUBLIC4 = "198.51.100.80";
    private static final String PUBLIC6 = "2a00:1450:4001::80";
    private static final String NAT64 = "64:ff9b::c633:6450";

    private static final Map<String, FetchFailure> FAILURES = Map.ofEntries(
            Map.entry("host NXDOMAIN", FetchFailure.of(Kind.NO_ADDRESS, "")),
            Map.entry("host SERVFAIL", FetchFailure.of(Kind.NO_ADDRESS, "")),
            Map.entry("connect timeout", FetchFailure.of(Kind.TIMEOUT, "connecting")),
            Map.entry("TCP accepts, then silence", FetchFailure.of(Kind.TIMEOUT, "TLS handshake")),
            Map.entry("connection refused on 443", FetchFailure.of(Kind.REFUSED, "connection refused")),
            Map.entry("intermediate certificate not sent", certificate(CertificateFault.CHAIN_INCOMPLETE)),
            Map.entry(
                    "certificate with CN=mta-sts.example.com and no subjectAltName",
                    certificate(CertificateFault.NO_SAN)));

    private final Case given;

    private CaseObservations(Case given) {
        this.given = given;
    }

    public static Observations of(Case given) {
        return new CaseObservations(given).observations();
    }

    private Observations observations() {
        DomainName domain = new DomainName(Case.withoutRoot(given.domain()));
        Lookup<MxRecord> mx = mx(domain.ascii());
        List<String> hosts = mx.absent()
                ? List.of(domain.ascii())
                : mx.records().stream().map(MxRecord::host).distinct().toList();
        Observations.Hints hints = given.given().has("otherTxt")
                ? new Observations.Hints(
                        keys(given.given().get("otherTxt"))
                                .map(Case::withoutRoot)
                                .toList(),
                        List.of())
                : Observations.Hints.NONE;
        return new Observations(
                domain,
                txt("_mta-sts." + domain, given.given().path("txt")),
                given.given().has("tlsrpt") || domain.ascii().length() > 242
                        ? txt("_smtp._tls." + domain, given.given().path("tlsrpt"))
                        : Lookup.found("_smtp._tls." + domain, List.of("v=TLSRPTv1; rua=mailto:tls@example.com")),
                mx,
                hosts.stream().map(this::host).toList(),
                fetch("mta-sts." + domain),
                hints,
                new Observations.Timings(
                        Duration.ofMillis(12),
                        Duration.ofMillis(14),
                        Duration.ofMillis(11),
                        Duration.ofMillis(87),
                        Duration.ofMillis(12),
                        Duration.ofMillis(98)),
                NOW);
    }

    private Lookup<String> txt(String name, JsonNode txt) {
        List<String> cnames = given.cname(name).map(List::of).orElse(List.of());
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
        JsonNode mx = given.given().path("mx");
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
        JsonNode addresses = given.given().path("hosts").path(name + ".");
        List<String> cnames = given.cname(name).map(List::of).orElse(List.of());
        boolean gone = name.startsWith("gone.") || addresses.isTextual() || addresses.isArray() && addresses.isEmpty();
        Lookup<InetAddress> a = gone
                ? new Lookup<>(name, Outcome.NX_DOMAIN, List.of(), cnames)
                : new Lookup<>(name, Outcome.FOUND, List.of(address(PUBLIC4)), cnames);
        return new HostLookup(
                name, a, new Lookup<>(name, gone ? Outcome.NX_DOMAIN : Outcome.NO_DATA, List.of(), cnames));
    }

    private PolicyFetch fetch(String name) {
        JsonNode policy = given.given().path("policy");
        JsonNode hostNode = given.given().path("policyHost");
        List<String> a = addresses(hostNode.path("a"), hostNode.isMissingNode() ? List.of(PUBLIC4) : List.of());
        List<String> aaaa = addresses(hostNode.path("aaaa"), List.of());
        List<InetAddress> notPublic = Stream.concat(a.stream(), aaaa.stream())
                .filter(text -> !List.of(PUBLIC4, PUBLIC6, NAT64).contains(text))
                .map(CaseObservations::address)
                .toList();
        HostLookup host = policyHost(name, policy, a, aaaa, hostNode.path("aaaa"));
        List<AddressFailure> failed = hostNode.toString().contains("no answer")
                ? List.of(new AddressFailure(address(PUBLIC6), FetchFailure.of(Kind.TIMEOUT, "connecting")))
                : List.of();
        Optional<FetchFailure> failure = failure(policy);
        boolean hasTls =
                failure.map(f -> f.kind().compareTo(Kind.CERTIFICATE) >= 0).orElse(true);
        return new PolicyFetch(
                host,
                notPublic,
                failed,
                hasTls ? Optional.of(TLS) : Optional.empty(),
                failure.isPresent() ? Optional.empty() : Optional.of(answer(policy)),
                failure,
                false);
    }

    private HostLookup policyHost(String name, JsonNode policy, List<String> a, List<String> aaaa, JsonNode aaaaNode) {
        List<String> cnames = given.cname(name).map(List::of).orElse(List.of());
        String word = policy.asText().startsWith("host ") ? policy.asText().substring(5) : "";
        Lookup<InetAddress> lookupA = word.isEmpty()
                ? lookup(name, a, Outcome.NO_DATA, cnames)
                : new Lookup<>(name, outcome(word), List.of(), cnames);
        Lookup<InetAddress> lookupAaaa = word.isEmpty()
                ? lookup(name, aaaa, aaaaNode.isTextual() ? outcome(aaaaNode.asText()) : Outcome.NO_DATA, cnames)
                : new Lookup<>(name, outcome(word), List.of(), cnames);
        return new HostLookup(name, lookupA, lookupAaaa);
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

    private static Optional<FetchFailure> failure(JsonNode policy) {
        String framing = policy.path("framing").asText();
        if (framing.contains("before the last chunk")) {
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
        if (sentence.startsWith("certificate for")) {
            return Optional.of(certificate(CertificateFault.NAME_MISMATCH));
        }
        return Optional.ofNullable(FAILURES.get(sentence));
    }

    private static FetchFailure certificate(CertificateFault fault) {
        return new FetchFailure(Kind.CERTIFICATE, "", List.of(fault));
    }

    private static HttpAnswer answer(JsonNode policy) {
        String sentence = policy.asText();
        if (sentence.startsWith("redirect")) {
            return new HttpAnswer(
                    "http/1.1",
                    301,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(sentence.substring(sentence.indexOf("https://"))),
                    new byte[0]);
        }
        if (!policy.isObject()) {
            throw new IllegalArgumentException("no such policy: " + policy);
        }
        return new HttpAnswer(
                "http/1.1",
                policy.get("status").asInt(),
                Optional.ofNullable(policy.path("contentType").textValue()),
                Optional.empty(),
                Optional.empty(),
                Case.body(policy));
    }

    private static Outcome outcome(String word) {
        return switch (word.split("[ ,]")[0]) {
            case "NXDOMAIN" -> Outcome.NX_DOMAIN;
            case "NODATA" -> Outcome.NO_DATA;
            case "SERVFAIL" -> Outcome.SERVER_FAILURE;
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
