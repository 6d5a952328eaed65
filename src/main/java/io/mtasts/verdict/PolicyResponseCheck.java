package io.mtasts.verdict;

import static io.mtasts.verdict.HttpsFinding.CERT_EXPIRING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CHARSET;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_ENCODING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_TYPE;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_TYPE_MISSING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HTTP2_ONLY;
import static io.mtasts.verdict.HttpsFinding.HTTPS_REDIRECT;
import static io.mtasts.verdict.HttpsFinding.HTTPS_SLOW;
import static io.mtasts.verdict.HttpsFinding.HTTPS_STATUS;
import static io.mtasts.verdict.HttpsFinding.HTTPS_TLS_13_ONLY;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.FetchFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the connection to the Policy Host and its answer to the GET, up to the body. RFC 8461, 3.2, 3.3. */
final class PolicyResponseCheck {

    static final String CONTENT_TYPE = "Content-Type: text/plain; charset=utf-8";

    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*([^;\\s]*)\\s*(?:;.*)?", Pattern.DOTALL);
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
    /** A redirect to what a cache holds, and senders have none. RFC 8461, 3.3. */
    private static final int NOT_MODIFIED = 304;

    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    private final PolicyFetch fetch;
    private final String host;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private PolicyResponseCheck(PolicyFetch fetch, Instant now) {
        this.fetch = fetch;
        this.host = fetch.host().name();
        this.now = now;
    }

    static List<Finding> findings(PolicyFetch fetch, Instant now) {
        PolicyResponseCheck check = new PolicyResponseCheck(fetch, now);
        fetch.failure().ifPresent(check::judge);
        fetch.response().ifPresent(check::judge);
        return check.findings;
    }

    private void judge(FetchFailure failure) {
        code(failure.kind())
                .map(code ->
                        code.about(host).withEvidence(failure.detail()).asTransient(failure.kind() == Kind.TIMEOUT))
                .ifPresent(findings::add);
        failure.certificateProblems()
                .forEach(fault -> findings.add(code(fault).about(host).withEvidence(certificateDetail(fault))));
    }

    /** Empty where other checks say it. */
    private static Optional<HttpsFinding> code(Kind failure) {
        return switch (failure) {
            case NO_ADDRESS, NOT_PUBLIC, CERTIFICATE -> Optional.empty();
            case REFUSED -> Optional.of(HttpsFinding.HTTPS_REFUSED);
            case TIMEOUT -> Optional.of(HttpsFinding.HTTPS_TIMEOUT);
            case TLS_FAILED -> Optional.of(HttpsFinding.HTTPS_TLS_FAILED);
            case TLS_VERSION -> Optional.of(HttpsFinding.HTTPS_TLS_VERSION);
            case HEADERS_TOO_LARGE -> Optional.of(HttpsFinding.HTTPS_HEADERS_TOO_LARGE);
            case TOO_LARGE -> Optional.of(HttpsFinding.HTTPS_TOO_LARGE);
            case TRUNCATED -> Optional.of(HttpsFinding.HTTPS_TRUNCATED);
        };
    }

    private static HttpsFinding code(CertificateProblem fault) {
        return switch (fault) {
            case EXPIRED -> HttpsFinding.CERT_EXPIRED;
            case NOT_YET_VALID -> HttpsFinding.CERT_NOT_YET_VALID;
            case REVOKED -> HttpsFinding.CERT_REVOKED;
            case UNTRUSTED -> HttpsFinding.CERT_UNTRUSTED;
            case CHAIN_INCOMPLETE -> HttpsFinding.CERT_CHAIN_INCOMPLETE;
            case NO_SAN -> HttpsFinding.CERT_NO_SAN;
            case NAME_MISMATCH -> HttpsFinding.CERT_NAME_MISMATCH;
        };
    }

    private String certificateDetail(CertificateProblem fault) {
        return fetch.tls().flatMap(TlsInfo::certificate).map(fault::describe).orElse("");
    }

    private void judge(PolicyResponse answer) {
        fetch.tls().ifPresent(this::judge);
        if (answer.protocol().equals("h2")) {
            findings.add(HTTPS_HTTP2_ONLY.about(host));
        }
        if (fetch.slow()) {
            findings.add(HTTPS_SLOW.about(host));
        }
        if (answer.status() >= 300 && answer.status() < 400 && answer.status() != NOT_MODIFIED) {
            findings.add(HTTPS_REDIRECT
                    .about(host)
                    .withEvidence(answer.status()
                            + answer.location().map(to -> " to " + to).orElse("")));
        } else if (answer.status() != 200) {
            findings.add(HTTPS_STATUS
                    .about(host)
                    .withEvidence(Integer.toString(answer.status()))
                    .asTransient(answer.status() >= 500));
        } else {
            judgeHeaders(answer);
        }
    }

    private void judge(TlsInfo tls) {
        if (tls.only13()) {
            findings.add(HTTPS_TLS_13_ONLY.about(host));
        }
        tls.certificate()
                .ifPresent(certificate -> certificate
                        .expiring(now)
                        .ifPresent(severity -> findings.add(CERT_EXPIRING
                                .about(host)
                                .withEvidence(CertificateProblem.EXPIRED.describe(certificate))
                                .withSeverity(severity))));
    }

    /** Parameters other than a charset are ignored. RFC 8461, 3.2. */
    private void judgeHeaders(PolicyResponse answer) {
        String contentType = answer.contentType().orElse("");
        Matcher mediaType = MEDIA_TYPE.matcher(contentType);
        if (contentType.isBlank()) {
            findings.add(HTTPS_CONTENT_TYPE_MISSING.about(host).withSuggestedText(CONTENT_TYPE));
        } else if (!mediaType.matches()
                || !DomainName.lowerCase(mediaType.group(1)).equals("text/plain")) {
            findings.add(
                    HTTPS_CONTENT_TYPE.about(host).withEvidence(contentType).withSuggestedText(CONTENT_TYPE));
        }
        Matcher charset = CHARSET.matcher(contentType);
        if (charset.find() && !CHARSETS.contains(DomainName.lowerCase(charset.group(1)))) {
            findings.add(
                    HTTPS_CHARSET.about(host).withEvidence(charset.group(1)).withSuggestedText(CONTENT_TYPE));
        }
        if (!answer.isPlain()) {
            findings.add(HTTPS_CONTENT_ENCODING
                    .about(host)
                    .withEvidence(answer.contentEncoding().orElse("")));
        }
    }
}
