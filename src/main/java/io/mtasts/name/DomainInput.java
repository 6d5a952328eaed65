package io.mtasts.name;

import static io.mtasts.name.InputFinding.INPUT_IDN;
import static io.mtasts.name.InputFinding.INPUT_MIXED_SCRIPT;

import io.mtasts.finding.Finding;
import io.mtasts.text.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was typed as a domain name: either the domain to check, or the one finding that says why it is none.
 *
 * @param name the domain in A-label form, empty if the text was rejected
 * @param unicode the domain in U-label form, the same as the name where nothing differs, empty if rejected
 * @param findings what is worth knowing about an accepted name, or the rejection, with the suggestion to publish
 */
public record DomainInput(Optional<DomainName> name, String unicode, List<Finding> findings) {

    public DomainInput {
        findings = List.copyOf(findings);
        if (name.isPresent() == Finding.anyError(findings)) {
            throw new IllegalArgumentException("a name and an error exclude each other: " + findings);
        }
    }

    /** Reads any text whatever; says what is wrong with it instead of repairing it silently. */
    public static DomainInput parse(String typed) {
        NormalizedInput candidate = NormalizedInput.of(typed);
        return InputRule.firstBroken(candidate)
                .map(broken -> rejected(broken, candidate))
                .orElseGet(() -> accepted(candidate));
    }

    private static DomainInput rejected(InputRule.RuleViolation broken, NormalizedInput candidate) {
        Finding rejection = broken.rule()
                .code()
                .about(DisplayText.abbreviate(candidate.typed()))
                .withEvidence(DisplayText.abbreviate(broken.found()))
                .withSuggestedText(validated(broken.rule().suggestion().apply(candidate)));
        return new DomainInput(Optional.empty(), "", List.of(rejection));
    }

    /** A suggestion obeys the rules too; it is judged without suggestions of its own, so that this ends. */
    private static String validated(String suggestion) {
        NormalizedInput candidate = NormalizedInput.of(suggestion);
        return InputRule.firstBroken(candidate).isPresent()
                ? ""
                : candidate.name().ascii();
    }

    private static DomainInput accepted(NormalizedInput candidate) {
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
        return new DomainInput(Optional.of(new DomainName(ascii)), unicode, findings);
    }
}
