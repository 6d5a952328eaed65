package io.mtasts.lab;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;

/** Stages a valid domain in one call, to be spoiled afterwards, and makes the texts for it. */
public final class LabFixtures {

    /** An address for MX hosts; connected to only where the service is told to do so. */
    public static final String MX_ADDRESS = MailServerBehavior.NORMAL.address();

    public static final String RECORD = "v=STSv1; id=20260401T090000";
    private static final int MAX_NAME_LENGTH = 253;

    private LabFixtures() {}

    /** A policy of a week, in CRLF lines. */
    public static String policy(String mode, String... mx) {
        StringBuilder text = new StringBuilder("version: STSv1\r\nmode: " + mode + "\r\n");
        for (String pattern : mx) {
            text.append("mx: ").append(pattern).append("\r\n");
        }
        return text.append("max_age: 1209600\r\n").toString();
    }

    /** A domain that enforces MTA-STS for its one MX host {@code mx1.<domain>}, with TLS-RPT. */
    public static void stageValid(Laboratory lab, String domain) {
        record(lab, domain);
        tlsRpt(lab, domain);
        mx(lab, domain, "mx1." + domain);
        site(lab, domain, FakeHttpsSite.policy(policy("enforce", "mx1." + domain)));
    }

    public static void record(Laboratory lab, String domain) {
        lab.dns().txt("_mta-sts." + domain, RECORD);
    }

    /** The TLS-RPT record, unless its name would be too long for DNS. */
    public static void tlsRpt(Laboratory lab, String domain) {
        tlsRpt(lab, domain, domain);
    }

    /** The TLS-RPT record with a mailbox of another domain, which must receive mail. */
    public static void tlsRpt(Laboratory lab, String domain, String receiver) {
        String name = "_smtp._tls." + domain;
        if (name.length() <= MAX_NAME_LENGTH) {
            lab.dns().txt(name, "v=TLSRPTv1; rua=mailto:tls-reports@" + receiver);
        }
    }

    /** MX records of rising preference, and an address for each host. */
    public static void mx(Laboratory lab, String domain, String... hosts) {
        int preference = 10;
        for (String host : hosts) {
            lab.dns().mx(domain, preference, host).a(host, MX_ADDRESS);
            preference += 10;
        }
    }

    /** The zone of a name, with the two name servers of the laboratory. */
    public static void zone(Laboratory lab, String apex) {
        lab.dns()
                .ns(apex, "ns1." + apex, "ns2." + apex)
                .a("ns1." + apex, Laboratory.NAME_SERVER)
                .a("ns2." + apex, Laboratory.OTHER_NAME_SERVER);
    }

    /** A TLSA record of the mail server for the good certificate of a host: of its own, or of one that it had before. */
    public static void tlsa(Laboratory lab, String mailServer, String certified) {
        tlsa(lab, mailServer, lab.ca().certificate(certified, CertificateKind.GOOD));
    }

    /** A TLSA record of the mail server for a certificate of its own. */
    public static void tlsa(Laboratory lab, String mailServer, CertificateKind kind) {
        tlsa(lab, mailServer, lab.ca().certificate(mailServer, kind));
    }

    /** DANE-EE, public key, SHA-256: the only kind of record that RFC 7672, 3.1.1 recommends. */
    private static void tlsa(Laboratory lab, String mailServer, X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            lab.dns().tlsa(mailServer, 3, 1, 1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The policy host at the public address, with this site. */
    public static void site(Laboratory lab, String domain, FakeHttpsSite site) {
        String host = "mta-sts." + domain;
        lab.dns().a(host, Laboratory.PUBLIC4);
        lab.sites().site(host, site);
    }

    /** Returns a TLS report with three failed sessions of one kind, in the shape of RFC 8460, appendix B. */
    public static String tlsReport(String domain, String server, String type) {
        return """
                {"organization-name": "Example Mail Inc.", "report-id": "1", "contact-info": "a@sender.example",
                 "date-range": {"start-datetime": "2026-11-03T00:00:00Z", "end-datetime": "2026-11-03T23:59:59Z"},
                 "policies": [{
                   "policy": {"policy-type": "sts", "policy-domain": "%1$s", "mx-host": ["mx0.%1$s"],
                              "policy-string": ["version: STSv1", "mode: enforce", "mx: mx0.%1$s", "max_age: 86400"]},
                   "summary": {"total-successful-session-count": 1, "total-failure-session-count": 3},
                   "failure-details": [{"result-type": "%3$s", "sending-mta-ip": "192.0.2.1",
                                        "receiving-mx-hostname": "%2$s", "failed-session-count": 3}]}]}
                """.formatted(domain, server, type);
    }
}
