package io.mtasts.lab;

import java.util.List;

/** The demo's domains under {@code dmarc.lab.test}: what a domain can do right or wrong about DMARC. */
public final class DmarcDomains {

    public static final String ZONE = "dmarc." + LabDomains.ZONE;

    /** The top level, which belongs to the laboratory too, since receivers ask there. */
    public static final String TOP = "_dmarc.test";

    private static final String REJECT = "v=DMARC1; p=reject; rua=mailto:dmarc@reject." + ZONE;
    private static final String REPORTS = "reports." + LabDomains.ZONE;

    /** All of them; {@code expected} is the verdict, or the HTTP status of the problem. */
    public static List<LabDomains.LabDomain> all() {
        return List.of(
                domain("reject", "a valid record", "enforcing"),
                domain("news.reject", "no record of its own: that of the domain above applies", "enforcing"),
                domain("gone.np", "does not exist, for which the domain above has a policy (np)", "enforcing"),
                domain("bank.suffix", "below a public suffix with a policy (psd=y)", "enforcing"),
                domain("a.b.c.d.e.f.deep", "ten labels, of which receivers ask for eight", "monitoring"),
                domain("testing", "test mode (t=y)", "testing"),
                domain("monitoring", "asks for reports only", "monitoring"),
                domain("old", "tags of the past, a mailbox that is no URI", "enforcing"),
                domain("authorized", "reports go to others, who take them", "enforcing"),
                domain("unauthorized", "reports go to others, who do not say that they take them", "enforcing"),
                domain("no-policy", "a record without p and without an address", "broken"),
                domain("version", "the version in lower case", "broken"),
                domain("two-records", "two records", "broken"),
                domain("alias", "an alias to a name that does not exist", "broken"),
                domain("hostile", "scripts and terminal escapes", "monitoring"),
                domain("absent", "no record", "not-configured"),
                domain("servfail", "the resolver fails", "502"),
                domain("timeout", "the resolver does not answer", "504"));
    }

    private DmarcDomains() {}

    private static LabDomains.LabDomain domain(String label, String description, String expected) {
        return new LabDomains.LabDomain(label + "." + ZONE, description, expected);
    }

    /** Stages all of them. */
    static void stage(Laboratory lab) {
        record(lab, "reject", REJECT);
        lab.dns().nodata("news.reject." + ZONE);
        record(lab, "np", "v=DMARC1; p=none; np=reject; rua=mailto:dmarc@np." + ZONE);
        record(lab, "suffix", "v=DMARC1; p=none; sp=quarantine; psd=y; rua=mailto:dmarc@suffix." + ZONE);
        lab.dns().nodata("bank.suffix." + ZONE);
        record(lab, "d.e.f.deep", "v=DMARC1; p=none; psd=n; rua=mailto:dmarc@d.e.f.deep." + ZONE);
        lab.dns().nodata("a.b.c.d.e.f.deep." + ZONE);
        record(lab, "testing", "v=DMARC1; p=reject; t=y; rua=mailto:dmarc@testing." + ZONE);
        record(lab, "monitoring", "v=DMARC1; p=none; rua=mailto:dmarc@monitoring." + ZONE);
        record(lab, "old", "v=DMARC1; p=quarantine; pct=50; ri=3600; rua=dmarc@old." + ZONE);
        record(lab, "authorized", "v=DMARC1; p=reject; rua=mailto:authorized@" + REPORTS);
        lab.dns().txt("authorized." + ZONE + "._report._dmarc." + REPORTS, "v=DMARC1");
        record(lab, "unauthorized", "v=DMARC1; p=reject; rua=mailto:unauthorized@" + REPORTS);
        record(lab, "no-policy", "v=DMARC1; adkim=s");
        record(lab, "version", "v=dmarc1; p=reject");
        record(lab, "two-records", REJECT, "v=DMARC1; p=none");
        lab.dns().nodata("alias." + ZONE).cname("_dmarc.alias." + ZONE, "dmarc.former-provider.test");
        record(
                lab,
                "hostile",
                "v=DMARC1; p=<script>alert('dmarc')</script>; \u001b[2J=\u001b[31mOK; rua=javascript:alert(1)");
        lab.dns().nodata("absent." + ZONE);
        lab.dns().fail("_dmarc.servfail." + ZONE, RecordType.TXT, DnsFault.SERVFAIL);
        lab.dns().fail("_dmarc.timeout." + ZONE, RecordType.TXT, DnsFault.TIMEOUT);
    }

    private static void record(Laboratory lab, String label, String... texts) {
        String domain = label + "." + ZONE;
        lab.dns().nodata(domain);
        for (String text : texts) {
            lab.dns().txt("_dmarc." + domain, text);
        }
    }
}
