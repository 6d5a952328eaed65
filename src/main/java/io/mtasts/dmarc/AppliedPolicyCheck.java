package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_PSD;
import static io.mtasts.dmarc.DmarcFinding.DMARC_PSD_RUF;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_NONE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_RUA_MISSING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_SUBDOMAINS_IGNORED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_SUBDOMAINS_WEAKER;
import static io.mtasts.dmarc.DmarcFinding.DMARC_TESTING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_T_NO_EFFECT;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what a record that applies asks for; how it is written is not its matter. RFC 9989, 4.7. */
final class AppliedPolicyCheck {

    private final String name;
    private final AppliedPolicy policy;
    private final DmarcRecord record;
    private final Tags tags;
    private final List<Finding> findings = new ArrayList<>();

    private AppliedPolicyCheck(AppliedPolicy policy) {
        this.policy = policy;
        this.name = TreeWalk.nameFor(policy.domain());
        this.record = policy.record();
        this.tags = record.tags();
    }

    /**
     * What there is to say of the policy.
     *
     * @param organization the Organizational Domain of the domain that is checked, empty where it is not known
     */
    static List<Finding> findings(AppliedPolicy policy, Optional<DomainName> organization) {
        AppliedPolicyCheck judge = new AppliedPolicyCheck(policy);
        if (policy.record().valid()) {
            judge.judgeStrength();
            judge.judgeSubdomains(organization);
        }
        judge.judgeReports();
        judge.judgeSuffix();
        return judge.findings;
    }

    private void judgeStrength() {
        if (policy.published() == AssessmentPolicy.NONE) {
            report(DMARC_P_NONE, "", tags.with(policy.tag(), AssessmentPolicy.QUARANTINE.toString()));
        }
        if (record.testing()) {
            AssessmentPolicy asked = policy.inTest() ? policy.published() : strongest();
            report(
                    asked == AssessmentPolicy.NONE ? DMARC_T_NO_EFFECT : DMARC_TESTING,
                    asked.downgraded() + " instead of " + asked,
                    tags.without("t"));
        }
    }

    /** Of those for the domain and for its subdomains, since test mode goes for all of them. */
    private AssessmentPolicy strongest() {
        return Stream.of("p", "sp", "np")
                .flatMap(tag -> record.policy(tag).stream())
                .max(Comparator.naturalOrder())
                .orElse(AssessmentPolicy.NONE);
    }

    /** At the Organizational Domain sp and np count; the domain that is checked may be a subdomain of it, or the same. */
    private void judgeSubdomains(Optional<DomainName> organization) {
        boolean subdomainsTold =
                tags.value("sp").isPresent() || tags.value("np").isPresent();
        boolean counts = organization.filter(policy.domain()::equals).isPresent() || record.psd() == PsdFlag.YES;
        if (subdomainsTold && organization.isPresent() && !counts) {
            report(
                    DMARC_SUBDOMAINS_IGNORED,
                    organization.get().ascii(),
                    tags.without("sp").without("np"));
            return;
        }
        AssessmentPolicy own = record.policy("p").orElseThrow();
        List<String> weaker = Stream.of("sp", "np")
                .filter(tag -> record.policy(tag)
                        .filter(asked -> asked.weakerThan(own))
                        .isPresent())
                .toList();
        Tags better = tags;
        for (String tag : weaker) {
            better = better.with(tag, own.toString());
        }
        for (String tag : weaker) {
            report(DMARC_SUBDOMAINS_WEAKER, tag + "=" + tags.value(tag).orElseThrow(), better);
        }
    }

    private void judgeReports() {
        if (record.rua().isEmpty()) {
            Tags better =
                    tags.without("rua").with("rua", Tags.reports(policy.domain().ascii()));
            boolean pointless = policy.published() == AssessmentPolicy.NONE || policy.inTest();
            findings.add(DMARC_RUA_MISSING
                    .about(name)
                    .withSuggestedText(better.toString())
                    .withSeverity(pointless ? Severity.WARNING : Severity.INFO));
        }
    }

    private void judgeSuffix() {
        if (record.psd() == PsdFlag.YES) {
            findings.add(DMARC_PSD.about(policy.domain().ascii()));
            if (!record.ruf().isEmpty()) {
                report(DMARC_PSD_RUF, "", tags.without("ruf"));
            }
        }
    }

    private void report(DmarcFinding code, String found, Tags publish) {
        findings.add(code.about(name).withEvidence(found).withSuggestedText(publish.toString()));
    }
}
