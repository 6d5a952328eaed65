package io.mtasts.reliability;

import io.mtasts.lab.CertificateKind;
import io.mtasts.lab.DnsFault;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.Framing;
import io.mtasts.lab.HttpFault;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.mtasts.lab.Response;
import io.mtasts.lab.Throttle;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The faults of the other side, each as a change of a valid domain of the laboratory. */
enum FaultScenarios {
    NONE("nothing", (lab, domain) -> {}),
    TCP_SILENT("the policy host accepts and is silent", (lab, domain) -> at(lab, domain, Laboratory.TARPIT)),
    TCP_NO_ANSWER("the policy host does not answer at all", (lab, domain) -> at(lab, domain, Laboratory.NO_ANSWER)),
    TCP_REFUSED("the policy host refuses", (lab, domain) -> at(lab, domain, Laboratory.REFUSED)),
    TCP_RESET(
            "reset after accept",
            (lab, domain) -> site(lab, domain, FakeHttpsSite.broken(HttpFault.RESET_AFTER_ACCEPT))),
    TLS_PLAIN_HTTP(
            "plain HTTP on the TLS port",
            (lab, domain) -> site(lab, domain, FakeHttpsSite.broken(HttpFault.PLAIN_HTTP))),
    TLS_FAILURE(
            "alert in the handshake",
            (lab, domain) -> site(lab, domain, FakeHttpsSite.broken(HttpFault.HANDSHAKE_FAILURE))),
    TLS_HUGE_CHAIN(
            "some hundred certificates too many",
            (lab, domain) -> site(lab, domain, validSite(domain).with(CertificateKind.HUGE_CHAIN))),
    HTTP_SILENT(
            "silence after the handshake",
            (lab, domain) -> site(lab, domain, FakeHttpsSite.broken(HttpFault.SILENCE_AFTER_TLS))),
    HTTP_ENDLESS_HEADERS(
            "headers without end", (lab, domain) -> site(lab, domain, FakeHttpsSite.broken(HttpFault.ENDLESS_HEADERS))),
    HTTP_ENDLESS_BODY(
            "a body without end",
            (lab, domain) -> body(lab, domain, Response.text("note: x\n").framing(Framing.ENDLESS_CHUNKED))),
    HTTP_DRIP(
            "a byte every 100 ms",
            (lab, domain) -> body(
                    lab,
                    domain,
                    Response.text("version: STSv1\n".repeat(100)).pace(new Throttle(1, Duration.ofMillis(100))))),
    HTTP_TOO_LARGE("64 KiB and a byte", (lab, domain) -> body(lab, domain, Response.text("x".repeat(65_537)))),
    HTTP_GZIP_BOMB(
            "10 MB in gzip",
            (lab, domain) ->
                    body(lab, domain, Response.text("mx: x\n".repeat(1_700_000)).gzip())),
    HTTP_RESET_IN_BODY(
            "reset in the body",
            (lab, domain) -> site(lab, domain, validSite(domain).with(HttpFault.RESET_IN_BODY))),
    HTTP_INVALID_UTF8(
            "invalid UTF-8",
            (lab, domain) -> body(lab, domain, Response.text("").body(new byte[] {'v', (byte) 0xff, '\n'}))),
    DNS_SILENT("TXT without an answer", (lab, domain) -> txt(lab, domain, DnsFault.TIMEOUT)),
    DNS_SERVFAIL("SERVFAIL", (lab, domain) -> txt(lab, domain, DnsFault.SERVFAIL)),
    DNS_LOST("the first two answers lost", (lab, domain) -> txt(lab, domain, DnsFault.lostFirst(2))),
    DNS_FORGED_ID("forged: wrong id", (lab, domain) -> txt(lab, domain, DnsFault.WRONG_ID.thenTheRightAnswer())),
    DNS_FORGED_QUESTION(
            "forged: wrong question", (lab, domain) -> txt(lab, domain, DnsFault.WRONG_QUESTION.thenTheRightAnswer())),
    DNS_FORGED_SENDER("forged: wrong sender", (lab, domain) -> txt(lab, domain, DnsFault.WRONG_SENDER)),
    DNS_TRUNCATED("truncated, and no TCP", (lab, domain) -> txt(lab, domain, DnsFault.TRUNCATED_TCP_REFUSED)),
    DNS_MALFORMED("malformed record", (lab, domain) -> txt(lab, domain, DnsFault.MALFORMED)),
    DNS_POINTER_LOOP("compression loop", (lab, domain) -> txt(lab, domain, DnsFault.COMPRESSION_LOOP)),
    DNS_CNAME_LOOP(
            "alias in a circle",
            (lab, domain) -> lab.dns()
                    .remove("_mta-sts." + domain)
                    .cname("_mta-sts." + domain, "loop." + domain)
                    .cname("loop." + domain, "_mta-sts." + domain)),
    DNS_THOUSAND_RECORDS(
            "1,000 MX records",
            (lab, domain) -> IntStream.range(0, 1_000).forEach(i -> lab.dns().mx(domain, i, "mx1." + domain))),
    GUARD_METADATA("the address of a cloud's metadata", (lab, domain) -> at(lab, domain, "169.254.169.254"));

    private interface Spoiling {
        void spoil(Laboratory lab, String domain);
    }

    private final String words;
    private final Spoiling spoiling;

    FaultScenarios(String words, Spoiling spoiling) {
        this.words = words;
        this.spoiling = spoiling;
    }

    String words() {
        return words;
    }

    /** Those that a host of a soak misbehaves by. */
    static List<FaultScenarios> ofHosts() {
        return List.of(TCP_SILENT, TCP_RESET, TLS_PLAIN_HTTP, HTTP_SILENT, HTTP_ENDLESS_BODY, HTTP_DRIP, DNS_SERVFAIL);
    }

    void stage(Laboratory lab, String domain) {
        LabFixtures.stageValid(lab, domain);
        spoiling.spoil(lab, domain);
    }

    private static FakeHttpsSite validSite(String domain) {
        return FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1." + domain));
    }

    private static void at(Laboratory lab, String domain, String address) {
        lab.dns().remove("mta-sts." + domain).a("mta-sts." + domain, address);
    }

    private static void site(Laboratory lab, String domain, FakeHttpsSite site) {
        lab.sites().site("mta-sts." + domain, site);
    }

    private static void body(Laboratory lab, String domain, Response response) {
        site(lab, domain, FakeHttpsSite.of(response));
    }

    private static void txt(Laboratory lab, String domain, DnsFault failure) {
        lab.dns().fail("_mta-sts." + domain, RecordType.TXT, failure);
    }
}
