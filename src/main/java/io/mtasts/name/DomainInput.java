package io.mtasts.name;

import static io.mtasts.name.InputFinding.INPUT_IDN;
import static io.mtasts.name.InputFinding.INPUT_MIXED_SCRIPT;
import static io.mtasts.name.InputFinding.INPUT_SINGLE_LABEL;

import io.mtasts.finding.Finding;
import io.mtasts.text.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A text that somebody entered as a domain name: either accepted, with the domain to check, or rejected. */
public sealed interface DomainInput {

    /**
     * A domain to check.
     *
     * @param name the domain in A-label form
     * @param unicode the domain in U-label form, equal to the name if the two forms do not differ
     * @param findings remarks about the name; none of them is an error
     */
    record Accepted(DomainName name, String unicode, List<Finding> findings) implements DomainInput {

        public Accepted {
            findings = List.copyOf(findings);
            if (Finding.anyError(findings)) {
                throw new IllegalArgumentException("an accepted name has no errors: " + findings);
            }
        }
    }

    /**
     * A text that is not a domain name.
     *
     * @param finding the reason, with the suggested domain as the suggested text
     * @param suggestion the domain that was probably intended; empty if there is no single plain reading
     */
    record Rejected(Finding finding, Optional<Accepted> suggestion) implements DomainInput {

        @Override
        public List<Finding> findings() {
            return List.of(finding);
        }
    }

    /** Returns the remarks about an accepted name, or the reason for the rejection. */
    List<Finding> findings();

    /** Returns the domain to check; empty if the text was rejected. */
    default Optional<Accepted> accepted() {
        return this instanceof Accepted accepted ? Optional.of(accepted) : Optional.empty();
    }

    /** Parses any text. Reports what is wrong with the text instead of repairing it silently. */
    static DomainInput parse(String text) {
        return parse(text, candidate -> false);
    }

    /**
     * Parses any text as {@link #parse} does, but accepts a top-level domain too. Its registry may publish a DMARC policy.
     * RFC 9989, 4.10.
     */
    static DomainInput parseWithTopLevel(String text) {
        return parse(text, DomainInput::isTopLevelDomain);
    }

    private static DomainInput parse(String text, Predicate<NormalizedInput> acceptsSingleLabel) {
        NormalizedInput candidate = NormalizedInput.of(text);
        Optional<InputRule.RuleViolation> violation = InputRule.firstBroken(candidate)
                .filter(broken -> broken.rule().code() != INPUT_SINGLE_LABEL || !acceptsSingleLabel.test(candidate));
        return violation.isPresent() ? rejected(violation.get(), candidate) : accepted(candidate);
    }

    private static boolean isTopLevelDomain(NormalizedInput candidate) {
        return PublicSuffixes.isListedTopLevelDomain(
                new DomainName(candidate.name().ascii()));
    }

    private static Rejected rejected(InputRule.RuleViolation violation, NormalizedInput candidate) {
        Optional<Accepted> suggestion = suggestion(violation.rule(), candidate);
        Finding finding = violation
                .rule()
                .code()
                .about(DisplayText.abbreviate(candidate.typed()))
                .withEvidence(DisplayText.abbreviate(violation.found()))
                .withSuggestedText(
                        suggestion.map(domain -> domain.name().ascii()).orElse(""));
        return new Rejected(finding, suggestion);
    }

    /** Returns the suggestion of a rule if it obeys all rules itself. It gets no suggestion of its own, so the recursion ends. */
    private static Optional<Accepted> suggestion(InputRule rule, NormalizedInput candidate) {
        NormalizedInput suggested = NormalizedInput.of(rule.suggestion().apply(candidate));
        return InputRule.firstBroken(suggested).isPresent() ? Optional.empty() : Optional.of(accepted(suggested));
    }

    private static Accepted accepted(NormalizedInput candidate) {
        String ascii = candidate.name().ascii();
        String unicode = candidate.name().unicode();
        List<Finding> findings = new ArrayList<>();
        if (!unicode.equals(ascii)) {
            findings.add(INPUT_IDN.about(DisplayText.abbreviate(unicode)).withEvidence(ascii));
            if (MixedScripts.isMixed(unicode)) {
                findings.add(INPUT_MIXED_SCRIPT
                        .about(DisplayText.abbreviate(unicode))
                        .withEvidence(ascii));
            }
        }
        return new Accepted(new DomainName(ascii), unicode, findings);
    }
}
