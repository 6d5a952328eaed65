package io.mtasts.verdict;

import static io.mtasts.verdict.HttpsFinding.CERT_EXPIRING;
import static io.mtasts.verdict.HttpsFinding.CERT_ISSUER_EXPIRES_FIRST;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CACHED;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CHARSET;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_ENCODING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_TYPE;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_TYPE_MISSING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_CONTENT_TYPE_REPEATED;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HTTP2_ONLY;
import static io.mtasts.verdict.HttpsFinding.HTTPS_REDIRECT;
import static io.mtasts.verdict.HttpsFinding.HTTPS_SLOW;
import static io.mtasts.verdict.HttpsFinding.HTTPS_STATUS;
import static io.mtasts.verdict.HttpsFinding.HTTPS_TLS_13_ONLY;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.FetchFailure.Kind;
import java.time.Duration;
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

    /** A parameter, or nothing between two semicolons. A quoted value may contain semicolons. RFC 9110, 5.6.6. */
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G\\s*+;\\s*+(?:([^\\s=;\"]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"?|([^;\\s]*+)))?+",
            Pattern.DOTALL);

    /** A redirect to what a cache holds, and senders have none. RFC 8461, 3.3. */
    private static final int NOT_MODIFIED = 304;

    /** How old a response of a cache may be before it is reported. RFC 8461, 8.2 advises about a minute. */
    private static final long MAX_AGE_SECONDS = 300;

    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    private final String host;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private PolicyResponseCheck(String host, Instant now) {
        this.host = host;
        this.now = now;
    }

    static List<Finding> findings(PolicyFetch fetch, Instant now) {
        PolicyResponseCheck check = new PolicyResponseCheck(fetch.host().name(), now);
        fetch.failure().ifPresent(failure -> check.judge(failure, fetch.tls()));
        fetch.response().ifPresent(response -> check.judge(response, fetch));
        return check.findings;
    }

    /** Returns the reason why senders do not accept a response, whatever its body; empty if they accept it. */
    static Optional<Finding> error(PolicyResponse response) {
        PolicyResponseCheck check = new PolicyResponseCheck("", Instant.EPOCH);
        check.judge(response);
        return check.findings.stream().filter(Finding::isError).findFirst();
    }

    private void judge(FetchFailure failure, Optional<TlsInfo> tls) {
        code(failure.kind())
                .map(code ->
                        code.about(host).withEvidence(failure.detail()).asTransient(failure.kind() == Kind.TIMEOUT))
                .ifPresent(findings::add);
        failure.certificateProblems()
                .forEach(problem -> findings.add(problem.httpsCode()
                        .about(host)
                        .withEvidence(
                                tls.map(info -> problem.describe(info, now)).orElse(""))));
    }

    /** Returns the code of a failure, or empty if another check reports it. */
    private static Optional<HttpsFinding> code(Kind failure) {
        return switch (failure) {
            case NO_ADDRESS, NOT_PUBLIC, CERTIFICATE -> Optional.empty();
            case NOT_FETCHED -> Optional.of(HttpsFinding.HTTPS_NOT_FETCHED);
            case REFUSED -> Optional.of(HttpsFinding.HTTPS_REFUSED);
            case TIMEOUT -> Optional.of(HttpsFinding.HTTPS_TIMEOUT);
            case TLS_FAILED -> Optional.of(HttpsFinding.HTTPS_TLS_FAILED);
            case TLS_VERSION -> Optional.of(HttpsFinding.HTTPS_TLS_VERSION);
            case LIMIT_EXCEEDED -> Optional.of(HttpsFinding.HTTPS_LIMIT_EXCEEDED);
            case HEADERS_TOO_LARGE -> Optional.of(HttpsFinding.HTTPS_HEADERS_TOO_LARGE);
            case TOO_LARGE -> Optional.of(HttpsFinding.HTTPS_TOO_LARGE);
            case INVALID_RESPONSE -> Optional.of(HttpsFinding.HTTPS_RESPONSE_INVALID);
            case TRUNCATED -> Optional.of(HttpsFinding.HTTPS_TRUNCATED);
        };
    }

    private void judge(PolicyResponse answer, PolicyFetch fetch) {
        fetch.tls().ifPresent(this::judge);
        if (answer.protocol().equals("h2")) {
            findings.add(HTTPS_HTTP2_ONLY.about(host));
        }
        if (fetch.slow()) {
            Duration took = fetch.judged().orElseThrow().took();
            findings.add(HTTPS_SLOW.about(host).withEvidence(SenderTimeouts.describe(took)));
        }
        judge(answer);
        if (answer.status() == 200) {
            answer.ageSeconds().filter(age -> age > MAX_AGE_SECONDS).ifPresent(age -> reportCache(age, answer));
        }
    }

    /** Reports a cache. One that keeps the policy for longer than the host allows is at fault. */
    private void reportCache(long age, PolicyResponse answer) {
        Optional<Long> lifetime = answer.cacheLifetimeSeconds().filter(allowed -> allowed < age);
        String since = "it has been there for " + age + " seconds";
        findings.add(HTTPS_CACHED
                .about(host)
                .withEvidence(
                        lifetime.map(allowed -> since + ", although the web server allows " + allowed + " seconds")
                                .orElse(since))
                .withSeverity(lifetime.isPresent() ? Severity.WARNING : Severity.INFO));
    }

    private void judge(PolicyResponse answer) {
        if (answer.status() >= 300 && answer.status() < 400 && answer.status() != NOT_MODIFIED) {
            Finding redirect = HTTPS_REDIRECT
                    .about(host)
                    .withEvidence(answer.status()
                            + answer.location().map(to -> " to " + to).orElse(""));
            findings.add(UnusableResponse.remedyForRedirect(answer, host)
                    .map(redirect::withRemedy)
                    .orElse(redirect));
        } else if (answer.status() != 200) {
            Finding status = HTTPS_STATUS
                    .about(host)
                    .withEvidence(answer.status() + UnusableResponse.beginning(answer))
                    .asTransient(answer.status() >= 500);
            findings.add(UnusableResponse.remedyForStatus(answer)
                    .map(status::withRemedy)
                    .orElse(status));
        } else {
            judgeHeaders(answer);
        }
    }

    private void judge(TlsInfo tls) {
        if (tls.only13()) {
            findings.add(HTTPS_TLS_13_ONLY.about(host));
        }
        tls.firstToExpire(now).ifPresent(certificate -> judge(certificate, tls));
    }

    private void judge(CertificateInfo first, TlsInfo tls) {
        String until = tls.describe(first, "valid until " + first.notAfter());
        Optional<Severity> expiring = first.expiring(now);
        if (expiring.isPresent()) {
            findings.add(CERT_EXPIRING.about(host).withEvidence(until).withSeverity(expiring.get()));
        } else if (!tls.isLeaf(first)) {
            findings.add(CERT_ISSUER_EXPIRES_FIRST.about(host).withEvidence(until));
        }
    }

    /** Parameters other than a charset are ignored. RFC 8461, 3.2. */
    private void judgeHeaders(PolicyResponse answer) {
        String contentType = answer.contentType().orElse("");
        Matcher mediaType = MEDIA_TYPE.matcher(contentType);
        if (contentType.isBlank()) {
            findings.add(HTTPS_CONTENT_TYPE_MISSING.about(host).withSuggestedText(CONTENT_TYPE));
        } else if (!mediaType.matches()
                || !DomainName.lowerCase(mediaType.group(1)).equals("text/plain")) {
            Finding type = HTTPS_CONTENT_TYPE.about(host).withEvidence(contentType);
            findings.add(UnusableResponse.remedyForBody(answer)
                    .map(remedy -> type.withEvidence(contentType + UnusableResponse.beginning(answer))
                            .withRemedy(remedy))
                    .orElseGet(() -> type.withSuggestedText(CONTENT_TYPE)));
        }
        if (answer.contentTypes().stream().distinct().count() > 1) {
            findings.add(HTTPS_CONTENT_TYPE_REPEATED
                    .about(host)
                    .withEvidence(String.join(" and ", answer.contentTypes()))
                    .withSuggestedText(CONTENT_TYPE));
        }
        charset(contentType)
                .filter(charset -> !CHARSETS.contains(DomainName.lowerCase(charset)))
                .ifPresent(charset -> findings.add(
                        HTTPS_CHARSET.about(host).withEvidence(charset).withSuggestedText(CONTENT_TYPE)));
        if (!answer.isPlain()) {
            findings.add(HTTPS_CONTENT_ENCODING.about(host).withEvidence(String.join(", ", answer.codings())));
        }
    }

    private static Optional<String> charset(String contentType) {
        int semicolon = contentType.indexOf(';');
        Matcher parameter = PARAMETER.matcher(contentType);
        while (semicolon >= 0 && parameter.find(semicolon)) {
            String name = parameter.group(1);
            if (name != null && DomainName.lowerCase(name).equals("charset")) {
                return Optional.of(parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
            }
            semicolon = parameter.end();
        }
        return Optional.empty();
    }
}
