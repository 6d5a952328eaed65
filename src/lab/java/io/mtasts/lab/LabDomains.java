package io.mtasts.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The demo's domains under {@code lab.test}: one for each thing that a domain can do right or wrong. */
public final class LabDomains {

    public static final String ZONE = "lab.test";
    /** What the start page offers to try: sound, dangerous, broken, and not there yet. */
    static final String EXAMPLES = "enforcing.lab.test,gap.lab.test,broken-policy.lab.test,not-configured.lab.test";

    /** A zone of the laboratory in which nothing is registered. */
    static final String UNREGISTERED = "unregistered.test";

    private static final String PROVIDER = "provider." + ZONE;
    private static final int SERVER_COUNT = 40;

    /** A domain to try; {@code expected} is the verdict, or the HTTP status of the problem. */
    public record LabDomain(String name, String description, String expected) {}

    /** Puts a domain into the laboratory. */
    private interface Stager {
        void stage(Laboratory lab, String domain);
    }

    private record Entry(LabDomain domain, Stager stager) {}

    private static final List<Entry> ENTRIES = entries();

    private LabDomains() {}

    public static List<LabDomain> all() {
        return ENTRIES.stream().map(Entry::domain).toList();
    }

    /** Stages all of them, and those for DMARC. */
    public static void stage(Laboratory lab) {
        LabFixtures.zone(lab, ZONE);
        ENTRIES.forEach(entry -> entry.stager().stage(lab, entry.domain().name()));
        DmarcDomains.stage(lab);
    }

    private static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        addValid(all);
        addModes(all);
        addRecords(all);
        addPolicies(all);
        addCertificates(all);
        addMailHosts(all);
        addTlsOfMailHosts(all);
        addDane(all);
        addNetwork(all);
        addNameServers(all);
        return List.copyOf(all);
    }

    private static void addValid(List<Entry> all) {
        add(all, "enforcing", "a valid set-up in mode enforce", "enforcing", LabFixtures::stageValid);
        add(all, "xn--bcher-kva", "the same with an umlaut (bücher.lab.test)", "enforcing", LabFixtures::stageValid);
        add(all, "wildcard", "the policy covers *.wildcard.lab.test", "enforcing", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", "*." + domain));
            LabFixtures.mx(lab, domain, "mx1." + domain, "mx2." + domain);
        });
        add(all, "cname", "record and policy host are aliases of a provider's", "enforcing", LabDomains::stageAliases);
        add(
                all,
                "half-delegated",
                "the record is an alias of Tuta's, the policy host is not",
                "enforcing",
                (lab, domain) -> {
                    LabFixtures.stageValid(lab, domain);
                    lab.dns()
                            .remove("_mta-sts." + domain)
                            .cname("_mta-sts." + domain, "mta-sts.tutanota.de")
                            .remove("mta-sts.tutanota.de")
                            .txt("mta-sts.tutanota.de", LabFixtures.RECORD);
                });
        add(
                all,
                "delegation-differs",
                "the record is an alias of Tuta's, the policy host of GitHub's",
                "enforcing",
                (lab, domain) -> {
                    LabFixtures.stageValid(lab, domain);
                    lab.dns()
                            .remove("_mta-sts." + domain)
                            .cname("_mta-sts." + domain, "mta-sts.tutanota.de")
                            .remove("mta-sts." + domain)
                            .cname("mta-sts." + domain, "lab.github.io")
                            .remove("lab.github.io")
                            .a("lab.github.io", Laboratory.PUBLIC4);
                });
        add(all, "split-txt", "the TXT record comes in three strings", "enforcing", (lab, domain) -> {
            withPolicyAndMx(lab, domain, LabFixtures.policy("enforce", "mx1." + domain));
            lab.dns().remove("_mta-sts." + domain).txt("_mta-sts." + domain, "v=ST", "Sv1; id=2026", "0401T090000;");
        });
        add(all, "no-tlsrpt", "no TLS-RPT record: nobody reports failures", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_smtp._tls." + domain);
        });
        add(all, "misplaced-tlsrpt", "the TLS-RPT record is at _smtp-tls", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_smtp._tls." + domain).txt("_smtp-tls." + domain, "v=TLSRPTv1; rua=mailto:tls@" + domain);
        });
        add(all, "lost-reports", "TLS reports go to a domain without a mail server", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns()
                    .remove("_smtp._tls." + domain)
                    .txt("_smtp._tls." + domain, "v=TLSRPTv1; rua=mailto:tls@reports." + domain);
        });
        add(all, "slow", "the policy host answers after 3 seconds", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.sites()
                    .site(
                            "mta-sts." + domain,
                            validSite(domain).delayed(FakeHttpsSite.Stage.HEADERS, Duration.ofSeconds(3)));
        });
    }

    private static void addModes(List<Entry> all) {
        add(all, "gap", "mode enforce, but one of two MX hosts is not covered", "enforcing", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", "mx1." + domain));
            LabFixtures.mx(lab, domain, "mx1." + domain, "mx.backup." + ZONE);
        });
        addPolicy(
                all,
                "testing",
                "a valid set-up in mode testing",
                "testing",
                domain -> LabFixtures.policy("testing", "mx1." + domain));
        addPolicy(
                all,
                "disabled",
                "mode none: MTA-STS is switched off",
                "disabled",
                domain -> LabFixtures.policy("none"));
        add(
                all,
                "not-configured",
                "nothing but an MX record",
                "not-configured",
                (lab, domain) -> LabFixtures.mx(lab, domain, "mx1." + domain));
    }

    private static void addRecords(List<Entry> all) {
        add(all, "half", "a policy, but no TXT record", "broken", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_mta-sts." + domain);
        });
        add(all, "remembered", "no record, and the old policy leaves a mail server out", "broken", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", "mx1." + domain));
            LabFixtures.mx(lab, domain, "mx1." + domain, "mx2." + domain);
            lab.dns().remove("_mta-sts." + domain);
        });
        addId(all, "hashed-id", "the id is made from the policy", "sts818d2a061751a0d6ebdec01781490");
        addId(
                all,
                "forgotten-id",
                "the id is made from the policy before its last change",
                "sts38bfb5c06f537c9f68b5997c8b1f8");
        addRecord(all, "broken-record", "hyphens in the id of the TXT record", "v=STSv1; id=2026-04-01");
        add(all, "dangling", "the record is an alias of a name that does not exist", "broken", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_mta-sts." + domain).cname("_mta-sts." + domain, "gone." + PROVIDER);
        });
        add(
                all,
                "dangling-host",
                "the policy host is an alias of a name that does not exist",
                "broken",
                (lab, domain) -> {
                    LabFixtures.stageValid(lab, domain);
                    lab.dns().remove("mta-sts." + domain).cname("mta-sts." + domain, "gone." + PROVIDER);
                });
        add(all, "long-ttl", "the record may be cached for a week", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_mta-sts." + domain).txt("_mta-sts." + domain, Duration.ofDays(7), LabFixtures.RECORD);
        });
        add(all, "long-memory", "senders remember the policy for a year: plan a change", "enforcing", (lab, domain) -> {
            withPolicyAndMx(
                    lab, domain, "version: STSv1\r\nmode: enforce\r\nmx: mx1." + domain + "\r\nmax_age: 31557600\r\n");
            lab.dns().remove("_mta-sts." + domain).txt("_mta-sts." + domain, "v=STSv1; id=a1;");
        });
        addRecord(all, "two-records", "two TXT records", LabFixtures.RECORD, "v=STSv1; id=20250101T000000");
    }

    private static void addPolicies(List<Entry> all) {
        addPolicy(
                all,
                "broken-policy",
                "a misspelt mode and a blank line at the end",
                "broken",
                domain -> LabFixtures.policy("enforced", "mx1." + domain) + "\r\n");
        add(
                all,
                "lenient",
                "a blank line, which many senders skip, and a mail server that the policy leaves out",
                "broken",
                (lab, domain) -> {
                    withPolicy(lab, domain, LabFixtures.policy("enforce", "mx1." + domain) + "\r\n");
                    LabFixtures.mx(lab, domain, "mx1." + domain, "mx2." + domain);
                });
        addPolicy(
                all,
                "mx-unregistered",
                "the policy names a domain that is not registered",
                "enforcing",
                domain -> LabFixtures.policy("enforce", "mx1." + domain, "*." + UNREGISTERED));
        addSite(
                all,
                "redirect",
                "the policy host redirects",
                domain -> FakeHttpsSite.of(
                        Response.redirect(301, "https://www." + domain + HttpConversation.POLICY_PATH)));
        addSite(
                all,
                "not-found",
                "the policy host answers 404",
                domain -> FakeHttpsSite.of(
                        Response.status(404).contentType("text/html").body("<h1>Not Found</h1>")));
        add(all, "hostile", "scripts and terminal escapes wherever they can be", "broken", LabDomains::stageHostile);
    }

    private static void addCertificates(List<Entry> all) {
        addCertificate(all, "broken-certificate", "an expired certificate", CertificateKind.EXPIRED);
        addCertificate(
                all, "wrong-name", "a certificate for another name", CertificateKind.names("www.wrong-name." + ZONE));
        addCertificate(all, "self-signed", "a certificate that signs itself", CertificateKind.SELF_SIGNED);
        addCertificate(
                all,
                "missing-intermediate",
                "the intermediate certificate is not sent",
                CertificateKind.MISSING_INTERMEDIATE);
    }

    private static void addMailHosts(List<Entry> all) {
        add(all, "many-mx", "40 MX hosts, too many for a datagram", "enforcing", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", "*." + domain));
            LabFixtures.mx(
                    lab,
                    domain,
                    IntStream.rangeClosed(1, SERVER_COUNT)
                            .mapToObj(i -> "inbound-mail-exchanger-%02d.%s".formatted(i, domain))
                            .toArray(String[]::new));
        });
        add(all, "null-mx", "a null MX: no mail is wanted", "enforcing", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", "mx1." + domain));
            lab.dns().mx(domain, 0, ".");
        });
        add(all, "implicit-mx", "no MX, so the domain itself receives mail", "enforcing", (lab, domain) -> {
            withPolicy(lab, domain, LabFixtures.policy("enforce", domain));
            lab.dns().a(domain, LabFixtures.MX_ADDRESS);
        });
    }

    /** Valid but for the TLS of their mail server, which the service observes only if it may connect to mail servers. */
    private static void addTlsOfMailHosts(List<Entry> all) {
        addMailHost(all, "mx-no-starttls", "the mail server does not offer STARTTLS", MailServerBehavior.NO_STARTTLS);
        addMailHost(all, "mx-starttls-fails", "the mail server refuses STARTTLS", MailServerBehavior.STARTTLS_FAILS);
        addMailHost(all, "mx-old-tls", "the mail server speaks TLS 1.1 at most", MailServerBehavior.OLD_TLS);
        addMailHost(all, "mx-injects", "the mail server sends text in clear before TLS", MailServerBehavior.INJECTS);
        addMailHost(all, "mx-turns-away", "the mail server turns strangers away", MailServerBehavior.TURNS_AWAY);
        addMailHost(all, "mx-greylists", "the mail server turns strangers away for now", MailServerBehavior.GREYLISTS);
        addSecondAddress(
                all,
                "mx-second-address",
                "the mail server's second address has no TLS",
                MailServerBehavior.NO_STARTTLS.address());
        addSecondAddress(
                all, "mx-half-blocked", "the mail server's second address refuses connections", Laboratory.REFUSED);
        addMailHost(all, "mx-expired", "the mail server's certificate has expired", CertificateKind.EXPIRED);
        addMailHost(all, "mx-self-signed", "the mail server's certificate signs itself", CertificateKind.SELF_SIGNED);
        addMailHost(
                all,
                "mx-wrong-name",
                "the mail server's certificate is for another name",
                CertificateKind.names("mail.wrong-name." + ZONE));
    }

    /** Sound for MTA-STS, and with TLSA records, which decide for senders that support DANE. */
    private static void addDane(List<Entry> all) {
        add(all, "dane", "signed TLSA records that match the mail server", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            LabFixtures.tlsa(lab, "mx1." + domain, "mx1." + domain);
            lab.dns().sign(domain);
        });
        add(all, "dane-insecure", "TLSA records without DNSSEC", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            LabFixtures.tlsa(lab, "mx1." + domain, "old." + domain);
        });
        add(all, "dane-mismatch", "signed TLSA records of another key", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            LabFixtures.tlsa(lab, "mx1." + domain, "old." + domain);
            lab.dns().sign(domain);
        });
        add(all, "dane-unusable", "signed TLSA records that mail servers cannot use", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().tlsa("mx1." + domain, 1, 1, 1, new byte[32]).sign(domain);
        });
        add(all, "dane-self-signed", "a self-signed certificate: good for DANE only", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.mailHosts().certificate("mx1." + domain, CertificateKind.SELF_SIGNED);
            LabFixtures.tlsa(lab, "mx1." + domain, CertificateKind.SELF_SIGNED);
            lab.dns().sign(domain);
        });
        add(all, "dane-servfail", "a failing lookup of TLSA records", "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().fail("_25._tcp.mx1." + domain, RecordType.TLSA, DnsFault.SERVFAIL);
        });
    }

    private static void addMailHost(List<Entry> all, String label, String description, MailServerBehavior conduct) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("mx1." + domain).a("mx1." + domain, conduct.address());
        });
    }

    private static void addSecondAddress(List<Entry> all, String label, String description, String address) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().a("mx1." + domain, address);
        });
    }

    private static void addMailHost(List<Entry> all, String label, String description, CertificateKind certificate) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.mailHosts().certificate("mx1." + domain, certificate);
        });
    }

    private static void addNetwork(List<Entry> all) {
        addAddress(all, "timeout", "the policy host accepts connections and is silent", Laboratory.TARPIT);
        addAddress(all, "private-address", "the policy host has a private address", "10.0.0.5");
        addServed(
                all,
                "policy-cached",
                "a cache in front of the policy host keeps the policy for too long",
                domain -> FakeHttpsSite.of(Response.text(LabFixtures.policy("enforce", "mx1." + domain))
                        .header("Age", "90000")
                        .header("Cache-Control", "max-age=3600")));
        addServed(
                all,
                "policy-changed-after-id",
                "the policy was changed, but not the id of the record",
                domain -> FakeHttpsSite.of(Response.text(LabFixtures.policy("enforce", "mx1." + domain))
                        .header("Last-Modified", "Fri, 01 May 2026 10:00:00 GMT")));
        addServed(
                all,
                "chain-ends-first",
                "the intermediate certificate ends before that of the policy host",
                domain -> validSite(domain)
                        .with(CertificateKind.GOOD.issuedBy(CertificateKind.Issuer.ENDING_INTERMEDIATE)));
        addOtherAddress(
                all,
                "address-other-policy",
                "the policy host's second address serves another policy",
                domain -> FakeHttpsSite.policy(LabFixtures.policy("testing", "mx1." + domain)));
        addOtherAddress(
                all,
                "address-not-found",
                "the policy host's second address answers 404",
                domain -> FakeHttpsSite.of(Response.status(404)));
        addOtherAddress(
                all,
                "address-expired",
                "the policy host's second address has an expired certificate",
                domain -> validSite(domain).with(CertificateKind.EXPIRED));
        add(all, "servfail", "the resolver fails for the TXT record", "502", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().fail("_mta-sts." + domain, RecordType.TXT, DnsFault.SERVFAIL);
        });
        add(all, "dns-timeout", "the resolver does not answer for the TXT record", "504", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().fail("_mta-sts." + domain, RecordType.TXT, DnsFault.TIMEOUT);
        });
    }

    /** What only a check with {@code ?include=replicas} shows. */
    private static void addNameServers(List<Entry> all) {
        addOtherNameServer(
                all, "servers-differ", "the second name server has no record (?include=replicas)", DnsFault.rcode(3));
        add(
                all,
                "servers-differ-id",
                "the second name server has an older record (?include=replicas)",
                "enforcing",
                (lab, domain) -> {
                    LabFixtures.stageValid(lab, domain);
                    lab.otherNameServer().txt("_mta-sts." + domain, "v=STSv1; id=20250101T000000");
                });
        addOtherNameServer(
                all, "server-lame", "the second name server refuses to answer (?include=replicas)", DnsFault.REFUSED);
        addOtherNameServer(
                all, "server-silent", "the second name server is silent (?include=replicas)", DnsFault.TIMEOUT);
    }

    private static void addOtherNameServer(List<Entry> all, String label, String description, DnsFault fault) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.otherNameServer().fail("_mta-sts." + domain, RecordType.TXT, fault);
        });
    }

    private static void stageAliases(Laboratory lab, String domain) {
        LabFixtures.tlsRpt(lab, domain);
        LabFixtures.mx(lab, domain, "mx1." + domain);
        lab.sites().site("mta-sts." + domain, validSite(domain));
        lab.dns()
                .cname("_mta-sts." + domain, "_mta-sts." + PROVIDER)
                .txt("_mta-sts." + PROVIDER, LabFixtures.RECORD)
                .cname("mta-sts." + domain, "mta-sts." + PROVIDER)
                .a("mta-sts." + PROVIDER, Laboratory.PUBLIC4);
    }

    private static void stageHostile(Laboratory lab, String domain) {
        String script = "<script>alert('mta-sts')</script>";
        String escape = "\u001b[2J\u001b[31mOK\u001b[0m";
        String host = "<img src=x onerror=alert(1)>." + domain;
        lab.dns()
                .txt("_mta-sts." + domain, "v=STSv1; id=" + script + escape)
                .txt("_smtp._tls." + domain, "v=TLSRPTv1; rua=javascript:alert(1)//" + escape)
                .mx(domain, 10, host)
                .a(host, LabFixtures.MX_ADDRESS);
        byte[] policy =
                (LabFixtures.policy("enforce", script) + "note: " + escape + "\r\n").getBytes(StandardCharsets.UTF_8);
        LabFixtures.site(
                lab, domain, FakeHttpsSite.of(Response.text("").body(policy).contentType("text/html; " + script)));
    }

    private interface PolicyTemplate {
        String of(String domain);
    }

    private interface SiteOf {
        FakeHttpsSite of(String domain);
    }

    private static void addPolicy(
            List<Entry> all, String label, String description, String expected, PolicyTemplate policy) {
        add(all, label, description, expected, (lab, domain) -> withPolicyAndMx(lab, domain, policy.of(domain)));
    }

    /** @param id {@code sts$(sha256sum | cut -c1-29)} of a policy with LF line ends */
    private static void addId(List<Entry> all, String label, String description, String id) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_mta-sts." + domain).txt("_mta-sts." + domain, "v=STSv1; id=" + id + ";");
        });
    }

    private static void addRecord(List<Entry> all, String label, String description, String... records) {
        add(all, label, description, "broken", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("_mta-sts." + domain);
            for (String text : records) {
                lab.dns().txt("_mta-sts." + domain, text);
            }
        });
    }

    private static void addSite(List<Entry> all, String label, String description, SiteOf site) {
        add(all, label, description, "broken", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.sites().site("mta-sts." + domain, site.of(domain));
        });
    }

    private static void addCertificate(List<Entry> all, String label, String description, CertificateKind certificate) {
        addSite(all, label, description, domain -> validSite(domain).with(certificate));
    }

    private static void addAddress(List<Entry> all, String label, String description, String address) {
        add(all, label, description, "broken", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("mta-sts." + domain).a("mta-sts." + domain, address);
        });
    }

    private static void addServed(List<Entry> all, String label, String description, SiteOf site) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.sites().site("mta-sts." + domain, site.of(domain));
        });
    }

    private static void addOtherAddress(List<Entry> all, String label, String description, SiteOf site) {
        add(all, label, description, "enforcing", (lab, domain) -> {
            LabFixtures.stageValid(lab, domain);
            lab.dns().a("mta-sts." + domain, Laboratory.OTHER_PUBLIC4);
            lab.sites().site("mta-sts." + domain, Laboratory.OTHER_PUBLIC4, site.of(domain));
        });
    }

    private static void add(List<Entry> all, String label, String description, String expected, Stager stager) {
        all.add(new Entry(new LabDomain(label + "." + ZONE, description, expected), stager));
    }

    private static FakeHttpsSite validSite(String domain) {
        return FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1." + domain));
    }

    private static void withPolicyAndMx(Laboratory lab, String domain, String policy) {
        withPolicy(lab, domain, policy);
        LabFixtures.mx(lab, domain, "mx1." + domain);
    }

    private static void withPolicy(Laboratory lab, String domain, String policy) {
        LabFixtures.record(lab, domain);
        LabFixtures.tlsRpt(lab, domain);
        LabFixtures.site(lab, domain, FakeHttpsSite.policy(policy));
    }
}
