package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a Domain Owner asks receivers to do with mail that fails DMARC, from least to most. RFC 9989, 4.7. */
public enum AssessmentPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    /** The literals of dmarc-request, which know no case. RFC 9989, 4.8; RFC 5234, 2.3. */
    static Optional<AssessmentPolicy> of(String value) {
        return Arrays.stream(values())
                .filter(policy -> policy.toString().equals(DomainName.lowerCase(value)))
                .findFirst();
    }

    /** What is left of it in test mode (t=y). RFC 9989, 4.7. */
    AssessmentPolicy downgraded() {
        return this == REJECT ? QUARANTINE : NONE;
    }

    boolean weakerThan(AssessmentPolicy other) {
        return compareTo(other) < 0;
    }

    /** As it stands in a record. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
