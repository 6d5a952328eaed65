package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.PublicSuffixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The delegation of a set-up to operators, as the aliases of the record and of the policy host show it. RFC 8461, 8.2.
 *
 * @param record the alias of the record; empty if there is none
 * @param policyHost the alias of the policy host; empty if there is none
 */
public record Delegation(Optional<Alias> record, Optional<Alias> policyHost) {

    /**
     * An alias (CNAME).
     *
     * @param target the end of the chain of aliases
     * @param operator the name of the operator, if it is known
     */
    public record Alias(String target, Optional<String> operator) {

        private static Alias of(String target) {
            return new Alias(target, DelegationOperator.of(target).map(DelegationOperator::label));
        }

        private Optional<DelegationOperator> known() {
            return DelegationOperator.of(target);
        }
    }

    /** Whether both aliases lead to the same operator. */
    public enum Agreement {
        YES,
        NO,
        /** At least one of the operators is not known. */
        UNKNOWN,
        /** At most one of the two names is an alias. */
        NOT_APPLICABLE
    }

    /** Returns the delegation that was observed. */
    static Delegation of(Observations observations) {
        return new Delegation(
                Lookup.target(observations.record().cnames()).map(Alias::of),
                Lookup.target(observations.policy().host().cnames()).map(Alias::of));
    }

    /** Returns whether both aliases lead to the same operator. */
    public Agreement agreement() {
        if (record.isEmpty() || policyHost.isEmpty()) {
            return Agreement.NOT_APPLICABLE;
        }
        Optional<String> ofRecord = record.get().operator();
        Optional<String> ofHost = policyHost.get().operator();
        if (ofRecord.isPresent() && ofHost.isPresent()) {
            return ofRecord.equals(ofHost) ? Agreement.YES : Agreement.NO;
        }
        Optional<DomainName> domain = owner(record.get());
        return domain.isPresent() && domain.equals(owner(policyHost.get())) ? Agreement.YES : Agreement.UNKNOWN;
    }

    /** Returns the domain that the target belongs to: the registrable one, or the parent if no suffix is listed. */
    private static Optional<DomainName> owner(Alias alias) {
        // The first label of a record is no label of a host name.
        Optional<DomainName> parent =
                DomainName.of(alias.target().substring(alias.target().indexOf('.') + 1));
        return parent.flatMap(PublicSuffixes::registrableDomain).or(() -> parent);
    }

    /** Returns the findings about a domain whose record or policy host is delegated. */
    List<Finding> findings(String recordName, String hostName) {
        List<Finding> findings = new ArrayList<>();
        if (agreement() == Agreement.NO) {
            findings.add(DomainFinding.DELEGATION_DIFFERS
                    .about(recordName)
                    .withEvidence(
                            label(record.orElseThrow()) + ", " + hostName + ": " + label(policyHost.orElseThrow())));
        }
        half(record, policyHost)
                .ifPresent(alias -> findings.add(
                        DomainFinding.DELEGATION_HALF.about(hostName).withEvidence(recordName + ": " + label(alias))));
        half(policyHost, record)
                .ifPresent(alias -> findings.add(
                        DomainFinding.DELEGATION_HALF.about(recordName).withEvidence(hostName + ": " + label(alias))));
        return findings;
    }

    /** Returns the alias if its operator needs the other name to be an alias too, which it is not. */
    private static Optional<Alias> half(Optional<Alias> alias, Optional<Alias> other) {
        return other.isPresent()
                ? Optional.empty()
                : alias.filter(one ->
                        one.known().filter(DelegationOperator::needsBothAliases).isPresent());
    }

    private static String label(Alias alias) {
        return alias.operator().orElse(alias.target());
    }
}
