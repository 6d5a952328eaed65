package io.mtasts.verdict;

import java.util.Arrays;
import java.util.Optional;

/** The operators to which MTA-STS is known to be delegated, each with the place that documents the target. */
enum DelegationOperator {
    /** Email Routing. The policy host is a Worker, which has no alias. developers.cloudflare.com/email-routing/setup/mta-sts */
    CLOUDFLARE("Cloudflare", "mx.cloudflare.net", false),
    /** Both names are aliases of mta-sts.tutanota.de. github.com/tutao/tutanota/issues/2014 */
    TUTA("Tuta", "tutanota.de", true),
    /** Hosts policies only. docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site */
    GITHUB_PAGES("GitHub Pages", "github.io", false);

    private final String label;
    private final String domain;
    private final boolean needsBothAliases;

    DelegationOperator(String label, String domain, boolean needsBothAliases) {
        this.label = label;
        this.domain = domain;
        this.needsBothAliases = needsBothAliases;
    }

    String label() {
        return label;
    }

    /** Returns whether the operator serves the policy and the record, so that one alias without the other is half a set-up. */
    boolean needsBothAliases() {
        return needsBothAliases;
    }

    /** Returns the operator of the target of an alias; empty if it is not known. */
    static Optional<DelegationOperator> of(String target) {
        return Arrays.stream(values())
                .filter(operator -> ("." + target).endsWith("." + operator.domain))
                .findFirst();
    }
}
