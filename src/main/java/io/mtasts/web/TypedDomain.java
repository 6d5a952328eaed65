package io.mtasts.web;

import io.mtasts.finding.FindingCode;
import io.mtasts.name.DomainInput;
import io.mtasts.name.InputFinding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text that somebody entered as a domain. A web address or a mail address is accepted if it can mean one domain only.
 *
 * @param text the text for the form: the domain that is checked, or the text as it was entered
 * @param input the domain, or why there is none
 * @param notice what was entered instead of a domain, otherwise empty
 */
record TypedDomain(String text, DomainInput input, String notice) {

    private static final Map<FindingCode, String> KINDS = Map.of(
            InputFinding.INPUT_URL, "a web address",
            InputFinding.INPUT_PATH, "a web address",
            InputFinding.INPUT_PORT, "a name with a port",
            InputFinding.INPUT_EMAIL, "a mail address");

    /** Parses what was entered into the form of a check. */
    static TypedDomain of(CheckForm form, String typed) {
        return of(
                typed, form.equals(CheckForm.DMARC) ? DomainInput.parseWithTopLevel(typed) : DomainInput.parse(typed));
    }

    static TypedDomain of(String typed) {
        return of(typed, DomainInput.parse(typed));
    }

    private static TypedDomain of(String typed, DomainInput input) {
        if (input instanceof DomainInput.Rejected rejected) {
            @Nullable String kind = KINDS.get(rejected.finding().code());
            if (kind != null && rejected.suggestion().isPresent()) {
                DomainInput.Accepted intended = rejected.suggestion().get();
                return new TypedDomain(
                        intended.unicode(), intended, "You entered " + kind + "; checked " + intended.unicode() + ".");
            }
        }
        return new TypedDomain(typed, input, "");
    }
}
