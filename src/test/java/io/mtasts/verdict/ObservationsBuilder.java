package io.mtasts.verdict;

import io.mtasts.cases.CaseObservations;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.Observations.MisplacedRecords;
import io.mtasts.verdict.Observations.Timings;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A builder of observations of example.com, which is valid until a test changes a part of it. */
public final class ObservationsBuilder {

    public static final String DOMAIN = "example.com";
    public static final String RECORD = "_mta-sts.example.com";
    public static final String HOST = "mta-sts.example.com";

    private String domain = DOMAIN;
    private Lookup<String> record = Lookup.found(RECORD, List.of("v=STSv1; id=1"));
    private Lookup<String> tlsRpt =
            Lookup.found("_smtp._tls.example.com", List.of("v=TLSRPTv1; rua=mailto:a@example.com"));
    private List<MisplacedText> misplacedTlsRpt = List.of();
    private boolean isDomainAbsent;
    private final List<ReportHostLookup> destinations = new ArrayList<>();
    private Lookup<MxRecord> mx = Lookup.found(DOMAIN, List.of(new MxRecord(10, "mx1.example.com")));
    private final List<HostLookup> hosts = new ArrayList<>(List.of(host("mx1.example.com", "198.51.100.25")));
    private final List<StarttlsProbe> starttls = new ArrayList<>();
    private final List<DaneProbe> dane = new ArrayList<>();
    private HostLookup policyHost = host(HOST, "198.51.100.80");
    private List<InetAddress> notPublic = List.of();
    private final List<AddressFetch> others = new ArrayList<>();
    private TlsInfo tls = CaseObservations.TLS;
    private PolicyResponse answer = answer("enforce", 1_209_600, "mx1.example.com");
    private Optional<FetchFailure> failure = Optional.empty();
    private Duration took = Duration.ofMillis(10);
    private MisplacedRecords hints = MisplacedRecords.NONE;
    private List<String> unregistered = List.of();
    private Optional<Replicas> replicas = Optional.empty();

    public static PolicyResponse answer(String mode, long maxAge, String... mx) {
        StringBuilder text = new StringBuilder("version: STSv1\nmode: " + mode + "\n");
        Arrays.stream(mx).forEach(pattern -> text.append("mx: ").append(pattern).append('\n'));
        return answer(
                200,
                "text/plain",
                text.append("max_age: ").append(maxAge).append('\n').toString());
    }

    public static PolicyResponse answer(int status, String contentType, String body) {
        return new PolicyResponse(
                "http/1.1",
                status,
                Optional.ofNullable(contentType),
                Optional.empty(),
                Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static HostLookup host(String name, String... addresses) {
        List<InetAddress> v4 = new ArrayList<>();
        List<InetAddress> v6 = new ArrayList<>();
        for (String address : addresses) {
            (address.contains(":") ? v6 : v4).add(address(address));
        }
        return new HostLookup(name, lookup(name, v4), lookup(name, v6));
    }

    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Lookup<InetAddress> lookup(String name, List<InetAddress> addresses) {
        return addresses.isEmpty() ? Lookup.without(name, Outcome.NO_DATA) : Lookup.found(name, addresses);
    }

    /** Sets the domain, without a change of the names that were looked up. */
    public ObservationsBuilder domain(String name) {
        domain = name;
        return this;
    }

    public ObservationsBuilder txt(String... texts) {
        record = Lookup.found(RECORD, List.of(texts));
        return this;
    }

    public ObservationsBuilder txt(Outcome outcome, String... cnames) {
        record = new Lookup<>(RECORD, outcome, List.of(), List.of(cnames));
        return this;
    }

    public ObservationsBuilder txtTtl(long seconds) {
        record = new Lookup<>(RECORD, Outcome.FOUND, record.records(), record.cnames(), OptionalLong.of(seconds));
        return this;
    }

    public ObservationsBuilder txtBehind(String cname) {
        record = new Lookup<>(RECORD, Outcome.FOUND, record.records(), List.of(cname));
        return this;
    }

    public ObservationsBuilder tlsRpt(String... texts) {
        tlsRpt = Lookup.found(tlsRpt.name(), List.of(texts));
        return this;
    }

    public ObservationsBuilder tlsRpt(Outcome outcome) {
        tlsRpt = Lookup.without(tlsRpt.name(), outcome);
        return this;
    }

    /** Nothing exists at the domain or below it. */
    public ObservationsBuilder domainAbsent() {
        isDomainAbsent = true;
        return txt(Outcome.NX_DOMAIN).mx(Outcome.NX_DOMAIN).tlsRpt(Outcome.NX_DOMAIN);
    }

    public ObservationsBuilder tlsRptAt(MisplacedText... texts) {
        misplacedTlsRpt = List.of(texts);
        return this;
    }

    public ObservationsBuilder reportsTo(ReportHostLookup destination) {
        destinations.add(destination);
        return this;
    }

    public ObservationsBuilder mx(String... targets) {
        List<MxRecord> records = new ArrayList<>();
        for (String target : targets) {
            records.add(new MxRecord(10 * (records.size() + 1), target));
        }
        mx = Lookup.found(DOMAIN, records);
        return this;
    }

    public ObservationsBuilder mxTtl(long seconds) {
        mx = new Lookup<>(DOMAIN, Outcome.FOUND, mx.records(), mx.cnames(), OptionalLong.of(seconds));
        return this;
    }

    public ObservationsBuilder mx(Outcome outcome) {
        mx = Lookup.without(DOMAIN, outcome);
        return this;
    }

    public ObservationsBuilder mxBehind(Outcome outcome, String cname) {
        mx = new Lookup<>(DOMAIN, outcome, List.of(), List.of(cname));
        return this;
    }

    public ObservationsBuilder mxBehind(String cname) {
        mx = new Lookup<>(DOMAIN, Outcome.FOUND, mx.records(), List.of(cname));
        return this;
    }

    public ObservationsBuilder mxRecords(MxRecord... records) {
        mx = Lookup.found(DOMAIN, List.of(records));
        return this;
    }

    public ObservationsBuilder address(HostLookup host) {
        hosts.add(host);
        return this;
    }

    public ObservationsBuilder dane(DaneProbe probe) {
        dane.add(probe);
        return this;
    }

    public ObservationsBuilder starttls(StarttlsProbe probe) {
        starttls.add(probe);
        return this;
    }

    public ObservationsBuilder policyHostBehind(String cname) {
        policyHost = new HostLookup(
                HOST,
                new Lookup<>(HOST, Outcome.FOUND, policyHost.a().records(), List.of(cname)),
                new Lookup<>(HOST, Outcome.NO_DATA, List.of(), List.of(cname)));
        return this;
    }

    public ObservationsBuilder policyHost(HostLookup host) {
        policyHost = host;
        return this;
    }

    public ObservationsBuilder policy(PolicyResponse served) {
        answer = served;
        return this;
    }

    public ObservationsBuilder policy(String mode, String... patterns) {
        return policy(answer(mode, 1_209_600, patterns));
    }

    public ObservationsBuilder fails(Kind kind) {
        failure = Optional.of(FetchFailure.of(kind, "some detail"));
        return this;
    }

    public ObservationsBuilder fails(CertificateProblem... faults) {
        failure = Optional.of(new FetchFailure(Kind.CERTIFICATE, "", List.of(faults)));
        return this;
    }

    public ObservationsBuilder tls(TlsInfo facts) {
        tls = facts;
        return this;
    }

    public ObservationsBuilder notPublic(String address) {
        notPublic = List.of(address(address));
        return this;
    }

    public ObservationsBuilder addressFails(String address) {
        return otherAddress(AddressFetch.failed(
                address(address),
                Optional.empty(),
                FetchFailure.of(Kind.TIMEOUT, "connecting"),
                Duration.ofSeconds(3)));
    }

    public ObservationsBuilder otherAddress(AddressFetch answer) {
        others.add(answer);
        return this;
    }

    public ObservationsBuilder took(Duration duration) {
        took = duration;
        return this;
    }

    public ObservationsBuilder hints(MisplacedRecords found) {
        hints = found;
        return this;
    }

    public ObservationsBuilder unregistered(String... domains) {
        unregistered = List.of(domains);
        return this;
    }

    public ObservationsBuilder replicas(ReplicaLookup... lookups) {
        replicas = Optional.of(new Replicas(List.of(lookups), Optional.empty()));
        return this;
    }

    public Observations observations() {
        Duration some = Duration.ofMillis(10);
        return new Observations(
                new DomainName(domain),
                record,
                new TlsRptObservations(tlsRpt, misplacedTlsRpt, destinations, isDomainAbsent),
                mx,
                hosts,
                starttls,
                dane,
                fetch(),
                hints,
                unregistered,
                replicas,
                new Timings(some, some, some, some, some, some),
                CaseObservations.NOW);
    }

    private PolicyFetch fetch() {
        if (failure.filter(f -> f.kind().compareTo(Kind.NOT_PUBLIC) <= 0).isPresent()) {
            return PolicyFetch.unreachable(policyHost, notPublic, failure.get());
        }
        List<AddressFetch> answers = new ArrayList<>();
        answers.add(new AddressFetch(
                address("198.51.100.80"),
                Optional.of(tls),
                failure.isPresent() ? Optional.empty() : Optional.of(answer),
                failure,
                took));
        answers.addAll(others);
        return PolicyFetch.of(policyHost, notPublic, answers, Duration.ofSeconds(2));
    }

    public Report report() {
        return Evaluator.evaluate(List.of(), observations());
    }

    /** Code and severity of each finding, in order. */
    public List<String> findings() {
        return report().findings().stream().map(ObservationsBuilder::text).toList();
    }

    private static String text(Finding finding) {
        return finding.code().code() + " " + finding.severity().name().toLowerCase(Locale.ROOT);
    }
}
