package io.mtasts.verdict;

import static io.mtasts.verdict.HttpsFinding.CERT_EXPIRING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_ADDRESSES_DIFFER;
import static io.mtasts.verdict.HttpsFinding.HTTPS_ADDRESS_FAILED;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.Policy;
import io.mtasts.text.KebabCase;
import io.mtasts.text.ListSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the other addresses of the policy host with the one whose answer is judged. RFC 8461, 3.1, 3.3. */
final class AnswerComparison {

    private final PolicyFetch fetch;
    private final AddressFetch judged;
    private final PolicyResponse served;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private AnswerComparison(PolicyFetch fetch, AddressFetch judged, PolicyResponse served, Instant now) {
        this.fetch = fetch;
        this.judged = judged;
        this.served = served;
        this.now = now;
    }

    /** Returns the findings about addresses that serve something else, or nothing. Empty if no address gave a response. */
    static List<Finding> findings(PolicyFetch fetch, Instant now) {
        Optional<PolicyResponse> served = fetch.response();
        if (served.isEmpty() || fetch.answers().size() < 2) {
            return List.of();
        }
        AnswerComparison comparison = new AnswerComparison(fetch, fetch.judged().orElseThrow(), served.get(), now);
        comparison.compareAll();
        return comparison.findings;
    }

    private void compareAll() {
        AnswerRank best = AnswerRank.of(judged);
        Optional<Policy> policy = judged.policy();
        for (AddressFetch other : fetch.answers()) {
            AnswerRank rank = other.equals(judged) ? best : AnswerRank.of(other);
            if (rank.compareTo(AnswerRank.INVALID_POLICY) >= 0) {
                compare(other.response().orElseThrow(), other, policy);
                reportExpiry(other);
            } else if (rank != AnswerRank.NOT_FETCHED && rank.compareTo(best) < 0) {
                findings.add(
                        HTTPS_ADDRESS_FAILED.about(fetch.host().name()).withEvidence(describe(other, reason(other))));
            }
        }
    }

    /** Texts that differ without effect, such as by their line ends, are only information. */
    private void compare(PolicyResponse response, AddressFetch other, Optional<Policy> policy) {
        if (Arrays.equals(response.body(), served.body())) {
            return;
        }
        Optional<Policy> different = other.policy();
        boolean matters = policy.isPresent()
                && !policy.map(AnswerComparison::effect).equals(different.map(AnswerComparison::effect));
        findings.add(HTTPS_ADDRESSES_DIFFER
                .about(fetch.host().name())
                .withEvidence(describe(judged, summary(policy)) + ", " + describe(other, summary(different)))
                .withSeverity(matters ? Severity.ERROR : Severity.INFO));
    }

    /** Returns what a sender makes of a policy. The order of its patterns means nothing. */
    private static Set<Object> effect(Policy policy) {
        Set<Object> effect = new HashSet<>(policy.mx());
        effect.add(policy.mode());
        effect.add(policy.maxAge());
        return effect;
    }

    private static String summary(Optional<Policy> policy) {
        return policy.map(valid -> "mode " + valid.mode() + ", max_age " + valid.maxAge() + ", mx "
                        + ListSummary.summarize(
                                valid.mx().stream().map(Object::toString).toList()))
                .orElse("no valid policy");
    }

    /** Reports an expiry that the judged answer does not show. */
    private void reportExpiry(AddressFetch other) {
        Optional<CertificateInfo> first = other.tls().flatMap(tls -> tls.firstToExpire(now));
        if (first.equals(judged.tls().flatMap(tls -> tls.firstToExpire(now)))) {
            return;
        }
        first.flatMap(certificate -> certificate.expiring(now))
                .ifPresent(severity -> findings.add(CERT_EXPIRING
                        .about(fetch.host().name())
                        .withEvidence(
                                describe(other, "valid until " + first.get().notAfter()))
                        .withSeverity(severity)));
    }

    private static String describe(AddressFetch answer, String what) {
        return answer.address().getHostAddress() + " (" + what + ")";
    }

    private String reason(AddressFetch answer) {
        return answer.failure()
                .map(failure -> reason(failure, answer.tls()))
                .or(() -> answer.response().map(AnswerComparison::reason))
                .orElseThrow();
    }

    private String reason(FetchFailure failure, Optional<TlsInfo> tls) {
        if (failure.kind() == FetchFailure.Kind.TIMEOUT) {
            return "time-out: " + failure.detail();
        }
        return failure.certificateProblems().isEmpty()
                ? failure.detail()
                : failure.certificateProblems().stream()
                        .map(problem -> "certificate " + KebabCase.of(problem).replace('-', ' ')
                                + tls.map(info -> ", " + problem.describe(info, now))
                                        .orElse(""))
                        .collect(Collectors.joining("; "));
    }

    private static String reason(PolicyResponse response) {
        String status = "status " + response.status();
        return response.status() == 200
                ? PolicyResponseCheck.error(response)
                        .map(error -> status + ", " + error.code().code())
                        .orElse(status)
                : status;
    }
}
