package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The policies for mail that fails DMARC, the weakest first. RFC 9989, 4.7. */
public enum AssessmentPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    /** Returns the policy of a dmarc-request, whose literals are case-insensitive. RFC 9989, 4.8; RFC 5234, 2.3. */
    static Optional<AssessmentPolicy> of(String value) {
        return Arrays.stream(values())
                .filter(policy -> policy.toString().equals(DomainName.lowerCase(value)))
                .findFirst();
    }

    /** Returns the policy that receivers apply in test mode (t=y). RFC 9989, 4.7. */
    AssessmentPolicy downgraded() {
        return this == REJECT ? QUARANTINE : NONE;
    }

    boolean weakerThan(AssessmentPolicy other) {
        return compareTo(other) < 0;
    }

    /** Returns the policy as records write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
