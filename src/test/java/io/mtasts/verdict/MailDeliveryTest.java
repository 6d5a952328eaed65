package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.text.KebabCase;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.Lookup.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to mail, and what that does not rest on. */
class MailDeliveryTest {

    private static final TlsaRecord TLSA = new TlsaRecord(3, 1, 1, "ab".repeat(32));
    private static final String ONE = "mx1.example.com";
    private static final String TWO = "mx2.example.net";
    private static final String PUBLIC = "198.51.100.26";
    private static final int GENERATED = Integer.getInteger("mta-sts.test.inputs", 1_000);

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    private static ObservationsBuilder gap() {
        return valid().mx(ONE, TWO).address(host(TWO, PUBLIC));
    }

    private static StarttlsProbe failed(String host, StarttlsFailure.Kind kind) {
        return StarttlsProbe.failed(host, ObservationsBuilder.address("198.51.100.25"), kind, "some detail");
    }

    private static HostLookup isPrivate(String name) {
        return host(name, "10.0.0.1").markNotPublic(address -> false);
    }

    static Stream<Arguments> deliveries() {
        return Stream.of(
                arguments("all is well", valid(), MailOutcome.PROTECTED, List.of()),
                arguments(
                        "TLS is open: the server rejected the check",
                        valid().starttls(failed(ONE, StarttlsFailure.Kind.REJECTED)),
                        MailOutcome.PROTECTED,
                        List.of()),
                arguments(
                        "a server without an address is refused by nobody",
                        valid().mx(ONE, TWO).address(host(TWO)),
                        MailOutcome.PROTECTED,
                        List.of()),
                arguments("one of two is not covered", gap(), MailOutcome.AT_RISK, List.of(TWO)),
                arguments(
                        "one of two has no TLS",
                        gap().policy("enforce", ONE, TWO).starttls(failed(TWO, StarttlsFailure.Kind.NOT_OFFERED)),
                        MailOutcome.AT_RISK,
                        List.of(TWO)),
                arguments(
                        "one is not covered, the other has no TLS",
                        gap().starttls(failed(ONE, StarttlsFailure.Kind.NOT_OFFERED)),
                        MailOutcome.REFUSED,
                        List.of(ONE, TWO)),
                arguments(
                        "none is covered",
                        valid().policy("enforce", "mx.example.org"),
                        MailOutcome.REFUSED,
                        List.of(ONE)),
                arguments(
                        "the only server with a public address is not covered",
                        valid().mx("b.example.net", TWO)
                                .address(isPrivate("b.example.net"))
                                .address(host(TWO, PUBLIC)),
                        MailOutcome.REFUSED,
                        List.of(TWO)),
                arguments("null MX", valid().mx(""), MailOutcome.NOT_ACCEPTED, List.of()),
                arguments(
                        "null MX, and the record is not known",
                        valid().mx("").txt(Outcome.TIMEOUT),
                        MailOutcome.NOT_ACCEPTED,
                        List.of()),
                arguments(
                        "no mail server",
                        valid().mx(Outcome.NO_DATA).address(host(ObservationsBuilder.DOMAIN)),
                        MailOutcome.NOT_ACCEPTED,
                        List.of()),
                arguments(
                        "only a private address",
                        valid().mx("b.example.net").address(isPrivate("b.example.net")),
                        MailOutcome.NOT_ACCEPTED,
                        List.of()),
                arguments("testing", gap().policy("testing", ONE), MailOutcome.UNPROTECTED, List.of()),
                arguments("mode none", gap().policy(answer("none", 86_400)), MailOutcome.UNPROTECTED, List.of()),
                arguments("no record", gap().txt(Outcome.NX_DOMAIN), MailOutcome.UNPROTECTED, List.of()),
                arguments("broken", gap().fails(Kind.REFUSED), MailOutcome.UNPROTECTED, List.of()),
                arguments(
                        "broken, and who receives mail is not known",
                        valid().fails(Kind.REFUSED).mx(Outcome.TIMEOUT),
                        MailOutcome.UNPROTECTED,
                        List.of()),
                arguments("the record is not known", valid().txt(Outcome.TIMEOUT), MailOutcome.UNKNOWN, List.of()),
                arguments(
                        "who receives mail is not known", valid().mx(Outcome.TIMEOUT), MailOutcome.UNKNOWN, List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deliveries")
    void delivery(String why, ObservationsBuilder observations, MailOutcome mail, List<String> refused) {
        assertThat(observations.report().mail()).as(why).isEqualTo(new MailDelivery(mail, refused));
    }

    static Stream<Arguments> cached() {
        return Stream.of(
                arguments("in force", gap(), List.of(TWO), ""),
                arguments("not announced", gap().txt(Outcome.NX_DOMAIN), List.of(TWO), "mx: " + TWO),
                arguments("unrelated records", gap().txt("v=spf1 -all"), List.of(TWO), "mx: " + TWO),
                arguments("the record is broken", gap().txt("v=STSv1; id=a-1"), List.of(TWO), "mx: " + TWO),
                arguments("the record is not known", gap().txt(Outcome.TIMEOUT), List.of(TWO), "mx: " + TWO),
                arguments(
                        "none is covered",
                        gap().policy("enforce", "mx.example.org").txt(Outcome.NX_DOMAIN),
                        List.of(ONE, TWO),
                        "mx: " + ONE + "\nmx: " + TWO),
                arguments("all are covered", valid().txt(Outcome.NX_DOMAIN), List.of(), ""),
                arguments(
                        "testing refuses nothing",
                        gap().policy("testing", ONE).txt(Outcome.NX_DOMAIN),
                        List.of(TWO),
                        ""),
                arguments(
                        "mode none refuses nothing",
                        gap().policy(answer("none", 86_400)).txt(Outcome.NX_DOMAIN),
                        List.of(),
                        ""),
                arguments("no policy is accepted", gap().fails(Kind.REFUSED), null, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cached")
    void remembered(String why, ObservationsBuilder observations, @Nullable List<String> uncovered, String publish) {
        Report report = observations.report();

        assertThat(report.remembered().map(RememberedPolicy::uncovered))
                .as(why)
                .isEqualTo(Optional.ofNullable(uncovered));
        assertThat(report.findings().stream()
                        .filter(finding -> finding.code() == PolicyFinding.POLICY_REMEMBERED)
                        .map(Finding::suggestedText)
                        .findFirst()
                        .orElse(""))
                .isEqualTo(publish);
    }

    @Test
    void remembered_untilMaxAgeIsOver() {
        assertThat(valid().policy(answer("enforce", 86_400, ONE)).report().remembered())
                .map(RememberedPolicy::untilAtMost)
                .contains(CaseObservations.NOW.plusSeconds(86_400));
    }

    /** Whatever is found: mail is protected only if no critical finding contradicts it, and refused only with a host. */
    @Test
    void delivery_agreesWithTheFindings() {
        Random random = new Random(8461);
        for (int i = 0; i < GENERATED; i++) {
            Report report = random(random).report();
            MailOutcome mail = report.mail().outcome();
            boolean refusing = mail == MailOutcome.AT_RISK || mail == MailOutcome.REFUSED;

            assertThat(report.mail().refusedHosts().isEmpty())
                    .as(report::toString)
                    .isNotEqualTo(refusing);
            if (mail == MailOutcome.PROTECTED || mail == MailOutcome.UNPROTECTED) {
                assertThat(report.findings())
                        .as(report::toString)
                        .noneMatch(finding -> finding.severity() == Severity.CRITICAL);
            }
        }
    }

    private static ObservationsBuilder random(Random random) {
        ObservationsBuilder observations = valid();
        List<String> names = new ArrayList<>(Stream.of(ONE, TWO, "b.example.net", "192.0.2.25", "c.invalid")
                .filter(name -> random.nextBoolean())
                .toList());
        if (names.isEmpty()) {
            observations.mx(random.nextBoolean() ? Outcome.NO_DATA : Outcome.TIMEOUT);
        } else {
            observations.mx(names.toArray(String[]::new));
        }
        for (String name : names) {
            switch (random.nextInt(4)) {
                case 0 -> observations.address(host(name));
                case 1 -> observations.address(isPrivate(name));
                default -> observations.address(host(name, PUBLIC));
            }
            if (random.nextBoolean()) {
                observations.starttls(failed(
                        name,
                        random.nextBoolean() ? StarttlsFailure.Kind.NOT_OFFERED : StarttlsFailure.Kind.UNREACHABLE));
            }
        }
        observations.policy(
                List.of("enforce", "enforce", "testing", "none").get(random.nextInt(4)),
                random.nextBoolean() ? ONE : "*.example.net");
        switch (random.nextInt(8)) {
            case 0 -> observations.fails(Kind.REFUSED);
            case 1 -> observations.txt(Outcome.NX_DOMAIN);
            case 2 -> observations.txt("v=spf1 -all");
            case 3 -> observations.txt(Outcome.TIMEOUT);
            default -> {
                // The record and the response are valid.
            }
        }
        return observations;
    }

    private static DaneProbe dane(Outcome outcome) {
        return new DaneProbe(ONE, new TlsaLookup(Lookup.without("_25._tcp." + ONE, outcome), true), List.of());
    }

    private static DaneProbe dane(DaneProbe.Match... matches) {
        return new DaneProbe(
                ONE, new TlsaLookup(Lookup.found("_25._tcp." + ONE, List.of(TLSA)), true), List.of(matches));
    }

    static Stream<Arguments> uncheckedParts() {
        StarttlsProbe valid = new StarttlsProbe(
                ONE, ObservationsBuilder.address("198.51.100.25"), Optional.of(CaseObservations.TLS), Optional.empty());
        HostLookup half = new HostLookup(TWO, host(TWO, PUBLIC).a(), Lookup.without(TWO, Outcome.SERVER_FAILURE));
        String[] many =
                IntStream.range(0, 4).mapToObj(i -> "mx" + i + ".example.org").toArray(String[]::new);
        return Stream.of(
                arguments("probing is off", valid(), List.of("starttls: off", "dane: off")),
                arguments("probed", valid().starttls(valid), List.of("dane: off")),
                arguments(
                        "not determined",
                        valid().starttls(failed(ONE, StarttlsFailure.Kind.TIMEOUT)),
                        List.of("starttls: some detail", "dane: off")),
                arguments(
                        "one of two addresses is not determined",
                        valid().starttls(valid)
                                .starttls(StarttlsProbe.failed(
                                        ONE,
                                        ObservationsBuilder.address("2001:db8::25"),
                                        StarttlsFailure.Kind.UNREACHABLE,
                                        "no route")),
                        List.of("starttls: no route", "dane: off")),
                arguments("no TLSA records", valid().dane(dane(Outcome.NX_DOMAIN)), List.of("starttls: off")),
                arguments(
                        "TLSA lookup failed",
                        valid().dane(dane(Outcome.SERVER_FAILURE)),
                        List.of("starttls: off", "dane: the name server failed (SERVFAIL)")),
                arguments(
                        "TLSA records, and no certificate to compare with",
                        valid().dane(dane()),
                        List.of("starttls: off", "dane: not determined")),
                arguments(
                        "TLSA records that were compared",
                        valid().starttls(valid)
                                .dane(dane(
                                        new DaneProbe.Match(ObservationsBuilder.address("198.51.100.25"), true, TLSA))),
                        List.of()),
                arguments("nobody receives mail", valid().mx(""), List.of()),
                arguments(
                        "beyond the bound",
                        valid().mx(many),
                        List.of(
                                "mx: the addresses of the first 0 mail servers were looked up",
                                "starttls: off",
                                "dane: off")),
                arguments(
                        "AAAA failed",
                        valid().mx(ONE, TWO).address(half),
                        List.of("mx: the name server failed (SERVFAIL)", "starttls: off", "dane: off")),
                arguments("MX failed", valid().mx(Outcome.REFUSED), List.of("mx: the name server refused to answer")),
                arguments(
                        "record and reports failed",
                        valid().mx("").txt(Outcome.TIMEOUT).tlsRpt(Outcome.BOGUS),
                        List.of(
                                "record: the name server did not answer in time",
                                "tls-rpt: the response fails DNSSEC validation")),
                arguments(
                        "two addresses of the policy host, both fetched from",
                        twoAddresses(AddressFetch.responded(
                                ObservationsBuilder.address("198.51.100.81"),
                                Optional.of(CaseObservations.TLS),
                                ObservationsBuilder.answer("enforce", 1_209_600, ONE),
                                Duration.ofMillis(10))),
                        List.of()),
                arguments(
                        "two addresses of the policy host, one beyond a limit",
                        twoAddresses(AddressFetch.failed(
                                ObservationsBuilder.address("198.51.100.81"),
                                Optional.empty(),
                                FetchFailure.of(FetchFailure.Kind.NOT_FETCHED, "some limit"),
                                Duration.ofMillis(10))),
                        List.of("https: the policy was fetched from 1 of 2 addresses")));
    }

    private static ObservationsBuilder twoAddresses(AddressFetch second) {
        return valid().mx("")
                .policyHost(host(ObservationsBuilder.HOST, "198.51.100.80", "198.51.100.81"))
                .otherAddress(second);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uncheckedParts")
    void unchecked(String why, ObservationsBuilder observations, List<String> parts) {
        Report report = observations.report();

        assertThat(report.unchecked())
                .as(why)
                .extracting(part -> label(part.part()) + ": " + part.reason())
                .isEqualTo(parts);
        assertThat(report.summary().contains(" Not checked: ")).isNotEqualTo(parts.isEmpty());
    }

    private static String label(CheckedPart part) {
        return KebabCase.of(part);
    }
}
