package io.mtasts.tlsreport;

import io.mtasts.sts.Mode;
import io.mtasts.tlsreport.TlsReport.Failure;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.util.Map;

/** The explanation of each result type, and what to do about it. RFC 8460, 4.3. */
final class FailureTexts {

    private record Texts(String meaning, String remedy) {}

    private static final Map<TlsRptResultType, Texts> BY_TYPE = Map.ofEntries(
            Map.entry(
                    TlsRptResultType.STARTTLS_NOT_SUPPORTED,
                    new Texts(
                            "The mail server did not offer STARTTLS, so that the sender could not encrypt.",
                            "Enable STARTTLS on this server. If it is on, look for a firewall or a proxy in front of it"
                                    + " that removes it.")),
            Map.entry(
                    TlsRptResultType.CERTIFICATE_HOST_MISMATCH,
                    new Texts(
                            "The certificate of the mail server was for another name than its MX record has.",
                            "Get a certificate with the name of the MX record, or change the MX record to a name in the"
                                    + " certificate. With MTA-STS, check that the policy has a pattern for the name, too.")),
            Map.entry(
                    TlsRptResultType.CERTIFICATE_EXPIRED,
                    new Texts(
                            "The certificate of the mail server had expired.",
                            "Renew the certificate, and let the server load it. Automate both.")),
            Map.entry(
                    TlsRptResultType.CERTIFICATE_NOT_TRUSTED,
                    new Texts(
                            "The sender did not trust the issuer of the certificate of the mail server.",
                            "Use a certificate of a public authority, and configure the server to send the intermediate"
                                    + " certificates with it.")),
            Map.entry(
                    TlsRptResultType.VALIDATION_FAILURE,
                    new Texts(
                            "The sender could not validate the mail server, for a reason without a type of its own. Often"
                                    + " the policy has no pattern for the server.",
                            "Check that the policy has a pattern for each mail server, and test the TLS of this one. The"
                                    + " reason code, if there is one, says more.")),
            Map.entry(
                    TlsRptResultType.STS_POLICY_FETCH_ERROR,
                    new Texts(
                            "The sender could not fetch the MTA-STS policy: no connection, no response, or another status"
                                    + " than 200.",
                            "Check that the policy host answers quickly at all its addresses, also with IPv6, and from"
                                    + " outside of your own network.")),
            Map.entry(
                    TlsRptResultType.STS_POLICY_INVALID,
                    new Texts(
                            "The sender fetched the MTA-STS policy, but could not read it.",
                            "Correct the text of the policy. The check of the domain shows what is wrong with it.")),
            Map.entry(
                    TlsRptResultType.STS_WEBPKI_INVALID,
                    new Texts(
                            "The certificate of the policy host (HTTPS) was not valid, so that the sender did not read the"
                                    + " MTA-STS policy.",
                            "Install a valid certificate for the policy host (mta-sts and the domain), and automate its"
                                    + " renewal.")),
            Map.entry(
                    TlsRptResultType.TLSA_INVALID,
                    new Texts(
                            "No TLSA record (DANE) matched the certificate of the mail server, or the records were"
                                    + " invalid.",
                            "Publish a TLSA record for the certificate in use. Publish the record of the next certificate"
                                    + " before you change to it.")),
            Map.entry(
                    TlsRptResultType.DNSSEC_INVALID,
                    new Texts(
                            "The sender's resolver found no valid DNSSEC signature for the records of the mail server.",
                            "Check the DNSSEC chain of the domain and of the mail server: the DS records, and signatures"
                                    + " that have expired.")),
            Map.entry(
                    TlsRptResultType.DANE_REQUIRED,
                    new Texts(
                            "The sender requires DANE for this domain, but found no valid TLSA records.",
                            "Publish signed TLSA records for the mail server. If you never used DANE, ask the sender why it"
                                    + " requires it.")));

    private static final Texts OTHER = new Texts(
            "RFC 8460 does not define this result type.", "Ask the sender of the report what the type means.");

    private FailureTexts() {}

    /** Returns what a failure means, and what happened to the mail if the report shows it. */
    static String meaning(PolicyResult policy, ReportedPolicy used, Failure failure) {
        String meaning = BY_TYPE.getOrDefault(failure.type(), OTHER).meaning();
        if (policy.type() != PolicyType.STS) {
            return meaning;
        }
        if (used.isIn(Mode.TESTING)) {
            return meaning + " The policy was in mode testing, so that the sender delivered nevertheless.";
        }
        return used.isIn(Mode.ENFORCE)
                ? meaning + " The policy was in mode enforce, so that the sender did not deliver in these sessions."
                : meaning;
    }

    /** Returns what to do about a failure. */
    static String remedy(Failure failure) {
        return BY_TYPE.getOrDefault(failure.type(), OTHER).remedy();
    }
}
