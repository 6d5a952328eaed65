package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.sender.SenderReading;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.tlsrpt.TlsRptFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evaluation of what was observed: what a sender with an empty cache that follows RFC 8461 to the letter does with
 * the domain.
 */
public final class Evaluator {

    private static final Set<FindingCode> LACKS_SERVERS =
            Set.of(PolicyFinding.POLICY_MX_MISSING, PolicyFinding.POLICY_MX_INVALID, PolicyFinding.POLICY_MX_IP);

    /** What offers a record to a domain that has none. */
    private static final Set<FindingCode> NEW_RECORDS = Set.of(
            StsRecordFinding.TXT_ABSENT,
            MxFinding.MX_NONE,
            MxFinding.MX_IMPLICIT,
            TlsRptFinding.TLSRPT_ABSENT,
            PolicyFinding.POLICY_WITHOUT_RECORD,
            DomainFinding.DOMAIN_NXDOMAIN);

    private static final Set<FindingCode> TESTING_NEEDS_REPORTS =
            Set.of(TlsRptFinding.TLSRPT_ABSENT, TlsRptFinding.TLSRPT_DESTINATION_UNREACHABLE);

    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final Observations observations;
    private final String newId;
    private final StsRecordCheck record;
    private final PolicyCheck policy;
    private final MxCheck mx;
    private final TlsRptCheck tlsRpt;

    private final boolean preview;

    private Evaluator(Observations observations, Optional<byte[]> previewBody) {
        this.observations = observations;
        this.preview = previewBody.isPresent();
        this.newId = StsRecord.at(observations.checkedAt()).id();
        this.record = StsRecordCheck.of(observations, newId);
        this.mx = MxCheck.of(observations.domain(), observations.mx(), observations.mxHosts());
        this.policy = previewBody
                .map(body ->
                        PolicyCheck.preview(observations.policy(), observations.checkedAt(), body, mx.namesToCover()))
                .orElseGet(() -> PolicyCheck.of(observations.policy(), observations.checkedAt(), mx.namesToCover()));
        this.tlsRpt = TlsRptCheck.of(observations.domain(), observations.tlsRpt());
    }

    /**
     * Returns the report on a domain.
     *
     * @param input the findings about the name itself
     */
    public static Report evaluate(List<Finding> input, Observations observations) {
        return new Evaluator(observations, Optional.empty()).report(input);
    }

    /**
     * Returns the report as it would be if the policy host served another policy.
     *
     * @param body the body of that policy
     */
    public static Report preview(List<Finding> input, Observations observations, byte[] body) {
        return new Evaluator(observations, Optional.of(body)).report(input);
    }

    /** If not even the record is known, the failed lookup is the only finding that is more than information. */
    private List<Finding> withSeverities(List<Finding> findings) {
        return record.result().isPresent()
                ? findings
                : findings.stream()
                        .map(finding ->
                                finding.code() == StsRecordFinding.TXT_LOOKUP_FAILED ? finding : finding.asInfo())
                        .toList();
    }

    /** Returns a finding if the policy host was entered, which has no record and no mail servers of its own. */
    private Optional<Finding> policyHostInput() {
        DomainName domain = observations.domain();
        boolean isPolicyHost = domain.ascii().startsWith(StandardNames.POLICY_HOST_LABEL + ".")
                && observations.record().absent()
                && observations.mx().absent();
        return domain.parent()
                .filter(parent -> isPolicyHost)
                .map(parent -> DomainFinding.DOMAIN_IS_POLICY_HOST
                        .about(domain.ascii())
                        .withEvidence(parent.ascii()));
    }

    private static List<Finding> withoutNewRecords(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !NEW_RECORDS.contains(finding.code()))
                .toList();
    }

    private Report report(List<Finding> input) {
        Optional<Verdict> verdict = verdict();
        CoverageCheck coverage =
                CoverageCheck.of(policyToMatch(), record.record().isPresent(), mx, observations);
        List<Finding> findings = new ArrayList<>(record.findings());
        findings.addAll(policyFindings(verdict, coverage.coverage()));
        findings.addAll(mxFindings(verdict));
        observations.replicas().ifPresent(replicas -> findings.addAll(ReplicaCheck.findings(replicas, newId)));
        if (preview || isSetUp(verdict)) {
            findings.addAll(coverage.findings());
        }
        List<SenderReading> senders = SenderReadings.of(observations, record, policy, mx, coverage.coverage());
        SenderReadings.finding(senders, record, policy, coverage.coverage()).ifPresent(findings::add);
        // Senders cannot remember a policy that is only previewed.
        Optional<RememberedPolicy> remembered = preview
                ? Optional.empty()
                : RememberedPolicy.of(policy.policy(), coverage.coverage(), observations.checkedAt());
        remembered
                .flatMap(cached -> cached.finding(
                        observations.domain().ascii(),
                        policy.policy().orElseThrow(),
                        verdict,
                        coverage.coverage().status() == Coverage.Status.NONE
                                ? mx.namesToCover()
                                : coverage.coverage().uncovered()))
                // That the servers are not covered is the cause, if it is reported too.
                .map(finding -> isSetUp(verdict) ? finding.asInfo() : finding)
                .ifPresent(findings::add);
        findings.addAll(
                StarttlsCheck.findings(coverage.coverage(), severityOfNoTls(verdict), observations.checkedAt()));
        findings.addAll(DaneCheck.findings(coverage.coverage(), applies(verdict)));
        findings.addAll(tlsRptFindings(verdict));
        Delegation delegation = Delegation.of(observations);
        findings.addAll(delegation.findings(
                observations.record().name(), observations.policy().host().name()));
        List<Finding> all = new ArrayList<>(input);
        Optional<Finding> policyHost = policyHostInput();
        policyHost.ifPresent(all::add);
        all.addAll(withSeverities(policyHost.isPresent() ? withoutNewRecords(findings) : findings));
        all = Finding.worstFirst(all);
        List<Unchecked> unchecked = UncheckedParts.of(observations, mx, coverage.coverage());
        Optional<InconclusiveLookup> inconclusive =
                verdict.isPresent() ? Optional.empty() : Optional.of(inconclusive());
        String name = observations.domain().ascii();
        String sentences = inconclusive.isPresent()
                ? Summary.unknown(name, inconclusive.get().finding())
                : Summary.of(name, verdict.orElseThrow(), mx, coverage.coverage(), all);
        String summary = Unchecked.append(sentences, unchecked);
        summary = preview ? "With this policy in its place: " + summary : summary;
        return new Report(
                observations,
                verdict,
                inconclusive,
                summary,
                MailDelivery.of(verdict, mx, coverage.coverage()),
                unchecked,
                remembered,
                delegation,
                record.result(),
                policy,
                mx,
                coverage.coverage(),
                tlsRpt.result(),
                senders,
                all,
                Corrections.of(observations, record, policy, mx, coverage.coverage(), tlsRpt, newId));
    }

    /** Returns the verdict; empty if a lookup failed on which it depends. */
    private Optional<Verdict> verdict() {
        if (record.result().isEmpty()) {
            return Optional.empty();
        }
        if (!record.intended()) {
            return Optional.of(isPolicyWithoutRecord() ? Verdict.BROKEN : Verdict.NOT_CONFIGURED);
        }
        if (record.record().isPresent() && policy.status() == PolicyCheck.Status.UNKNOWN) {
            return Optional.empty();
        }
        if (record.record().isEmpty() || policy.policy().isEmpty()) {
            return Optional.of(Verdict.BROKEN);
        }
        return switch (policy.policy().get().mode()) {
            case NONE -> Optional.of(Verdict.DISABLED);
            case TESTING -> Optional.of(Verdict.TESTING).filter(verdict -> mx.known());
            case ENFORCE -> Optional.of(Verdict.ENFORCING).filter(verdict -> mx.known());
        };
    }

    private InconclusiveLookup inconclusive() {
        if (record.result().isEmpty()) {
            return new InconclusiveLookup(
                    record.findings().get(0), observations.record().timedOut());
        }
        return policy.status() == PolicyCheck.Status.UNKNOWN
                ? new InconclusiveLookup(policy.notFetched(), false)
                : new InconclusiveLookup(mx.lookupFailure(), observations.mx().timedOut());
    }

    /**
     * Returns whether a policy is served, but not announced, although it could be. Unrelated records at the name come from a
     * wildcard, so nobody intended a record.
     */
    private boolean isPolicyWithoutRecord() {
        Lookup<String> lookup = observations.record();
        return applied().isPresent() && lookup.absent() && lookup.outcome() != Lookup.Outcome.NAME_TOO_LONG;
    }

    private Optional<Policy> applied() {
        return policy.policy().filter(served -> served.mode() != Mode.NONE);
    }

    private Optional<Policy> policyToMatch() {
        return policy.policyToMatch().filter(served -> served.mode() != Mode.NONE);
    }

    /** Returns whether senders apply a policy to the mail servers. */
    private boolean applies(Optional<Verdict> verdict) {
        return policyToMatch().isPresent() && (preview || isSetUp(verdict));
    }

    private static boolean isSetUp(Optional<Verdict> verdict) {
        return verdict.filter(v -> v == Verdict.NOT_CONFIGURED || v == Verdict.DISABLED)
                .isEmpty();
    }

    /** Returns how much it matters that a covered mail server has no valid TLS: as much as if it were not covered. */
    private Severity severityOfNoTls(Optional<Verdict> verdict) {
        return policyToMatch()
                .filter(policy -> preview || isSetUp(verdict))
                .map(policy -> CoverageCheck.severity(policy, record.record().isPresent()))
                .orElse(Severity.INFO);
    }

    /** If no record announces the policy, senders with an empty cache never fetch it, and its faults are only information. */
    private List<Finding> policyFindings(Optional<Verdict> verdict, Coverage coverage) {
        List<Finding> findings = new ArrayList<>();
        boolean announced =
                record.result().isEmpty() || record.result().get().status() != RecordParseResult.Status.ABSENT;
        if (announced || isPolicyWithoutRecord() || preview) {
            findings.addAll(policy.findings());
        } else if (!observations.policy().host().absent()
                || observations.policy().host().dangling()) {
            policy.findings().forEach(finding -> findings.add(finding.asInfo()));
        }
        if (!announced) {
            policy.policy().map(this::unannounced).ifPresent(findings::add);
        }
        if (verdict.equals(Optional.of(Verdict.TESTING))) {
            findings.add(PolicyFinding.POLICY_TESTING.about("policy").withSuggestedText("mode: " + Mode.ENFORCE));
        }
        if (preview
                && record.record().isPresent()
                && policy.text().isPresent()
                && !isServed(policy.text().get())) {
            findings.add(StsRecordFinding.TXT_ID_STALE
                    .about(observations.record().name())
                    .withSuggestedText(new StsRecord(idOf(policy.text().get())).toString())
                    .withAliasTarget(
                            Lookup.target(observations.record().cnames()).orElse("")));
        }
        if (!preview) {
            olderId().ifPresent(findings::add);
            idOfAnotherPolicy(coverage).ifPresent(findings::add);
        }
        findings.replaceAll(this::withRealServers);
        return findings;
    }

    /**
     * Returns a finding if the policy file was changed after the time in the id. A host that calls every response changed
     * just now says nothing.
     */
    private Optional<Finding> olderId() {
        if (record.record().isEmpty() || policy.policy().isEmpty()) {
            return Optional.empty();
        }
        StsRecord published = record.record().get();
        Instant now = observations.checkedAt();
        return observations
                .policy()
                .response()
                .flatMap(response -> response.lastModified(now))
                .filter(changed -> changed.isBefore(now.minus(JUST_NOW)))
                .filter(changed ->
                        published.latestTime().filter(changed::isAfter).isPresent())
                .map(changed -> StsRecordCheck.atTarget(
                        StsRecordFinding.TXT_ID_OLDER_THAN_POLICY
                                .about(observations.record().name())
                                .withEvidence("id " + published.id() + ", file changed at " + changed)
                                .withSuggestedText(new StsRecord(newId).toString()),
                        Lookup.target(observations.record().cnames()),
                        StsRecordFinding.TXT_ABSENT));
    }

    /** Returns a finding if the id was made from another policy. */
    private Optional<Finding> idOfAnotherPolicy(Coverage coverage) {
        return record.record()
                .filter(published -> policy.policy().isPresent())
                .filter(published ->
                        PolicyId.match(published.id(), policy.text().orElse("")) == PolicyId.Match.NO)
                .map(published -> StsRecordCheck.atTarget(
                        StsRecordFinding.TXT_ID_OF_ANOTHER_POLICY
                                .about(observations.record().name())
                                .withEvidence("id " + published.id() + ", but the policy has "
                                        + PolicyId.of(policy.text().orElse("")))
                                .withSuggestedText(
                                        new StsRecord(Corrections.idOfPolicy(observations, record, policy, mx, coverage)
                                                        .orElse(newId))
                                                .toString()),
                        Lookup.target(observations.record().cnames()),
                        StsRecordFinding.TXT_ABSENT));
    }

    /** Returns an id for a policy, in the form of the id that is published today. */
    private String idOf(String text) {
        return record.record()
                .filter(published -> PolicyId.isPolicyId(published.id()))
                .map(published -> PolicyId.of(text))
                .orElse(newId);
    }

    private boolean isServed(String text) {
        return PolicyCheck.of(observations.policy(), observations.checkedAt(), List.of())
                .text()
                .equals(Optional.of(text));
    }

    /** If the record is a dangling alias, this finding only follows from that. */
    private Finding unannounced(Policy served) {
        String name = observations.record().name();
        String mode = served.mode().toString();
        if (!isPolicyWithoutRecord()) {
            return PolicyFinding.POLICY_LEFTOVER.about(name).withEvidence(mode);
        }
        Finding finding = PolicyFinding.POLICY_WITHOUT_RECORD
                .about(name)
                .withEvidence(mode)
                .withSuggestedText(new StsRecord(newId).toString());
        finding = StsRecordCheck.atTarget(
                finding, Lookup.target(observations.record().cnames()), PolicyFinding.POLICY_WITHOUT_RECORD);
        return record.intended() ? finding.asInfo() : finding;
    }

    /** Adds the mail servers that the policy should list, which the parser does not know. */
    private Finding withRealServers(Finding finding) {
        List<String> servers = mx.namesToCover();
        if (finding.code() == PolicyFinding.POLICY_EMPTY) {
            return finding.withSuggestedText(CoverageCheck.policy(servers));
        }
        return LACKS_SERVERS.contains(finding.code())
                        && finding.suggestedText().isEmpty()
                        && policy.correction().isEmpty()
                ? finding.withSuggestedText(CoverageCheck.lines(servers))
                : finding;
    }

    private List<Finding> mxFindings(Optional<Verdict> verdict) {
        return mx.findings().stream()
                // The policy is compared with the MX records of the target, so the alias makes no difference here.
                .filter(finding -> finding.code() != MxFinding.MX_DOMAIN_ALIAS
                        || observations.mx().records().isEmpty())
                .map(finding -> matters(finding.code(), verdict) ? finding : finding.asInfo())
                .toList();
    }

    /**
     * Returns whether a finding about mail servers matters to MTA-STS. They matter if a policy is compared with them. That
     * they are unknown matters if the verdict depends on them. No record exists below a domain that does not exist. RFC
     * 8020, 2.
     */
    private boolean matters(FindingCode code, Optional<Verdict> verdict) {
        if (code == DomainFinding.DOMAIN_NXDOMAIN) {
            return observations.record().absent();
        }
        return policyToMatch().isPresent() && (code != MxFinding.MX_LOOKUP_FAILED || verdict.isEmpty());
    }

    /** Testing mode without reports shows nothing to anybody. */
    private List<Finding> tlsRptFindings(Optional<Verdict> verdict) {
        return tlsRpt.findings().stream()
                // The lookup of the mail servers reports it.
                .filter(finding -> finding.code() != DomainFinding.DOMAIN_NXDOMAIN)
                .map(finding ->
                        TESTING_NEEDS_REPORTS.contains(finding.code()) && verdict.equals(Optional.of(Verdict.TESTING))
                                ? finding.withSeverity(Severity.WARNING)
                                : finding)
                .toList();
    }
}
