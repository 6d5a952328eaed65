package io.mtasts.name;

/** The names and the path at which RFC 8461 and RFC 8460 place the records and the policy of a domain. */
public final class StandardNames {

    /** The label of the MTA-STS record. RFC 8461, 3.1. */
    public static final String STS_RECORD_LABEL = "_mta-sts";

    /** The label of the policy host. RFC 8461, 3.3. */
    public static final String POLICY_HOST_LABEL = "mta-sts";

    /** The labels of the TLS reporting record. RFC 8460, 3. */
    public static final String TLS_RPT_LABELS = "_smtp._tls";

    /** The path of the policy on the policy host. RFC 8461, 3.2. */
    public static final String POLICY_PATH = "/.well-known/mta-sts.txt";

    /** The labels of the TLSA records of a mail server. RFC 7672, 2.2.3. */
    public static final String TLSA_LABELS = "_25._tcp";

    private StandardNames() {}

    /** Returns the name of the domain's MTA-STS record, which may be longer than a domain name can be. */
    public static String stsRecord(DomainName domain) {
        return STS_RECORD_LABEL + "." + domain;
    }

    /** Returns the name of the domain's policy host, which may be longer than a domain name can be. */
    public static String policyHost(DomainName domain) {
        return POLICY_HOST_LABEL + "." + domain;
    }

    /** Returns the URL from which senders fetch the domain's policy. */
    public static String policyUrl(DomainName domain) {
        return "https://" + policyHost(domain) + POLICY_PATH;
    }

    /** Returns the name of the TLSA records of a mail server, which may be longer than a domain name can be. */
    public static String tlsaRecords(String mailServer) {
        return TLSA_LABELS + "." + mailServer;
    }

    /** Returns the name of the domain's TLS reporting record, which may be longer than a domain name can be. */
    public static String tlsRptRecord(DomainName domain) {
        return TLS_RPT_LABELS + "." + domain;
    }
}
