package io.mtasts.name;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;

/** Whether a name may look like another one because it mixes scripts. */
final class MixedScripts {

    /** Japanese, Chinese and Korean do mix scripts, each with Latin letters too, and are allowed to. UTS 39, 5.2. */
    private static final SpoofChecker HIGHLY_RESTRICTIVE = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private MixedScripts() {}

    /** Label by label: a Cyrillic name below .com mixes nothing. */
    static boolean isMixed(String unicode) {
        return Idna.labels(unicode).stream().anyMatch(HIGHLY_RESTRICTIVE::failsChecks);
    }
}
