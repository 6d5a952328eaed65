package io.mtasts.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reports in the shape of those that senders send. */
public final class Reports {

    /** A report as RFC 8460, appendix B has it, with erratum 6241. */
    public static final String STANDARD = """
            {
              "organization-name": "Company-X",
              "date-range": {"start-datetime": "2026-11-03T00:00:00Z", "end-datetime": "2026-11-03T23:59:59Z"},
              "contact-info": "sts-reporting@company-x.example",
              "report-id": "5065427c-23d3-47ca-b6e0-946ea0e8c4be",
              "policies": [{
                "policy": {
                  "policy-type": "sts",
                  "policy-string": ["version: STSv1", "mode: testing", "mx: *.mail.company-y.example", "max_age: 86400"],
                  "policy-domain": "company-y.example",
                  "mx-host": ["*.mail.company-y.example"]
                },
                "summary": {"total-successful-session-count": 5326, "total-failure-session-count": 303},
                "failure-details": [{
                  "result-type": "certificate-expired",
                  "sending-mta-ip": "2001:db8:abcd:0012::1",
                  "receiving-mx-hostname": "mx1.mail.company-y.example",
                  "failed-session-count": 100
                }, {
                  "result-type": "starttls-not-supported",
                  "sending-mta-ip": "2001:db8:abcd:0013::1",
                  "receiving-mx-hostname": "mx2.mail.company-y.example",
                  "receiving-ip": "203.0.113.56",
                  "failed-session-count": 200,
                  "additional-information": "https://reports.company-x.example/report_info?id=5065427c-23d3#StarttlsNotSupported"
                }, {
                  "result-type": "validation-failure",
                  "sending-mta-ip": "198.51.100.62",
                  "receiving-ip": "203.0.113.58",
                  "receiving-mx-hostname": "mx-backup.mail.company-y.example",
                  "failed-session-count": 3,
                  "failure-reason-code": "X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED"
                }]
              }]
            }
            """;

    /** The shape of Google's reports: no failures are listed if there are none. */
    public static final String WITHOUT_FAILURES = """
            {"organization-name":"Google Inc.","date-range":{"start-datetime":"2026-11-03T00:00:00Z",
            "end-datetime":"2026-11-03T23:59:59Z"},"contact-info":"smtp-tls-reporting@google.com",
            "report-id":"2026-11-03T00:00:00Z_example.com","policies":[{"policy":{"policy-type":"sts",
            "policy-string":["version: STSv1","mode: enforce","mx: *.example.net","max_age: 1209600"],
            "policy-domain":"example.com","mx-host":["*.example.net"]},
            "summary":{"total-successful-session-count":3,"total-failure-session-count":0}}]}
            """;

    /** The shape of Microsoft's reports: times without a zone, no policy, no address, no mail server. */
    public static final String WITHOUT_ZONE = """
            {"organization-name":"Microsoft Corporation","date-range":{"start-datetime":"2026-11-03T00:00:00",
            "end-datetime":"2026-11-03T23:59:59"},"contact-info":"tlsrpt-noreply@microsoft.com",
            "report-id":"133944884956529435+","policies":[{"policy":{"policy-type":"sts","policy-domain":"example.com"},
            "summary":{"total-successful-session-count":0,"total-failure-session-count":3},
            "failure-details":[{"result-type":"sts-policy-fetch-error","failed-session-count":3}]}]}
            """;

    /** The shape of a report of tlsrpt-reporter: no domain if there is no policy. */
    public static final String WITHOUT_DOMAIN = """
            {"organization-name":"mail.example.org","date-range":{"start-datetime":"2026-11-03T00:00:00Z",
            "end-datetime":"2026-11-03T23:59:59Z"},"contact-info":null,"policies":[{"summary":{
            "total-failure-session-count":0,"total-successful-session-count":1},
            "policy":{"policy-type":"no-policy-found"},"failure-details":[]}],
            "report-id":"2026-11-03T00:00:00Z_idx1_example.com"}
            """;

    /** The shape of the first drafts of RFC 8460: one policy, and other names. */
    public static final String DRAFT = """
            {"organization-name":"Company-X","date-range":{"start-datetime":"2016-04-01T00:00:00Z",
            "end-datetime":"2016-04-01T23:59:59Z"},"contact-info":"sts-reporting@company-x.example","report-id":"1",
            "policy":{"policy-type":"sts","policy-string":"version: STSv1\\r\\nmode: enforce\\r\\nmx: mx1.example.com\\r\\nmax_age: 86400",
            "policy-domain":"Example.COM.","mx-host-pattern":"mx1.example.com"},
            "summary":{"success-aggregate":5326,"failure-aggregate":203},
            "failure-details":[{"result-type":"Certificate_Expired","sending-mta-ip":"98.22.33.99",
            "receiving-mx-hostname":"MX1.example.com.","session-count":"200"},
            {"result-type":"validation-failure","sending-mta-ip":"[2001:db8::1%eth0]","receiving-mx-hostname":"mx1.example.com",
            "session-count":3,"failure-error-code":"X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED"}]}
            """;

    /** All of them, and variants that generators of other languages make. */
    public static final List<String> ALL = List.of(
            STANDARD,
            WITHOUT_FAILURES,
            WITHOUT_ZONE,
            WITHOUT_DOMAIN,
            DRAFT,
            "[" + WITHOUT_FAILURES + "]",
            "{\"tls-report\": " + WITHOUT_FAILURES + "}",
            STANDARD.replace("-", "_"),
            "\uFEFF" + STANDARD,
            STANDARD.replace("100", "1e999").replace("303", "-3").replace("200", "99999999999999999999"),
            STANDARD.replace("[\"*.mail.company-y.example\"]", "\"*.mail.company-y.example\""),
            STANDARD.replace("mx1.", "\\ud800\\u0000\\u202e"));

    private Reports() {}

    /** Reads a report that must be readable. */
    static ReadResult.Complete read(String json) {
        ReadResult result = TlsReportReader.read(utf8(json));
        assertThat(result).isInstanceOf(ReadResult.Complete.class);
        return (ReadResult.Complete) result;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Compresses some bytes. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
