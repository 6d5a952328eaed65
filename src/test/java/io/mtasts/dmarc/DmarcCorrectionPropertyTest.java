package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.text.Slip;
import io.mtasts.text.SlipProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@link Correction} hold for generated records with slips. The seed reproduces a failure. */
class DmarcCorrectionPropertyTest {

    private static final String NAME = "_dmarc.example.com";
    private static final List<String> POLICIES = List.of("none", "quarantine", "reject");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.+-]+@[a-z0-9.-]*[a-z]");

    @ParameterizedTest
    @EnumSource(Slip.class)
    void correction_repairsOneMistake(Slip slip) {
        SlipProperty.oneSlip(slip, DmarcCorrectionPropertyTest::record, (intended, text) -> {
            DmarcParseResult result = DmarcRecordSelector.read(NAME, List.of(text));
            if (!result.findings().isEmpty()) {
                assertThat(result.correction().map(Correction::corrected))
                        .as(text)
                        .contains(intended);
                assertRules(intended, text, result);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void correction_ofSeveralMistakesKeepsTheRules(int slips) {
        SlipProperty.severalSlips(slips, 9989, DmarcCorrectionPropertyTest::record, (intended, text) -> {
            DmarcParseResult result = DmarcRecordSelector.read(NAME, List.of(text));
            assertRules(intended, text, result);
            return result.correction().isPresent() || result.findings().isEmpty();
        });
    }

    /** Findings offer the corrected text or none; it is valid, not weaker, and names no other address. */
    private static void assertRules(String intended, String text, DmarcParseResult result) {
        Optional<String> corrected = result.correction().map(Correction::corrected);
        for (Finding finding : result.findings()) {
            assertThat(finding.suggestedText()).as(text).isIn("", corrected.orElse(""));
        }
        if (corrected.isEmpty()) {
            return;
        }
        DmarcParseResult again = DmarcRecordSelector.read(NAME, List.of(corrected.get()));
        assertThat(again.findings()).as(text).isEmpty();
        DmarcRecord record = again.record().orElseThrow();
        DmarcRecord wanted =
                DmarcRecordSelector.read(NAME, List.of(intended)).record().orElseThrow();
        for (String tag : List.of("p", "sp", "np")) {
            assertThat(record.policy(tag)
                            .filter(policy ->
                                    policy.weakerThan(wanted.policy(tag).orElse(policy))))
                    .as(text)
                    .isEmpty();
        }
        assertThat(addresses(corrected.get())).as(text).isSubsetOf(addresses(intended));
        assertThat(result.correction().orElseThrow().changes()).as(text).isNotEmpty();
        assertThat(result.correction().orElseThrow().assumes()).isEmpty();
    }

    private static Set<String> addresses(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String record(Random random) {
        List<String> tags = new ArrayList<>();
        boolean ruf = random.nextInt(3) == 0;
        optional(tags, random, "sp=" + pick(random, POLICIES));
        optional(tags, random, "np=" + pick(random, POLICIES));
        optional(tags, random, "adkim=" + pick(random, List.of("r", "s")));
        optional(tags, random, "aspf=" + pick(random, List.of("r", "s")));
        optional(tags, random, "t=" + pick(random, List.of("y", "n")));
        optional(tags, random, "psd=" + pick(random, List.of("y", "n", "u")));
        if (random.nextInt(4) > 0) {
            tags.add("rua=" + addressList(random));
        }
        if (ruf) {
            tags.add("ruf=" + addressList(random));
            optional(tags, random, "fo=" + pick(random, List.of("0", "1", "1:d:s", "d", "s:1")));
        }
        Collections.shuffle(tags, random);
        tags.add(0, "p=" + pick(random, POLICIES));
        return "v=DMARC1; " + String.join("; ", tags);
    }

    private static void optional(List<String> tags, Random random, String tag) {
        if (random.nextInt(3) == 0) {
            tags.add(tag);
        }
    }

    private static String addressList(Random random) {
        Set<String> addresses = new java.util.LinkedHashSet<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            addresses.add("mailto:" + pick(random, List.of("a", "dmarc", "dmarc.reports", "x+y", "r-u-a", "none"))
                    + "@"
                    + pick(random, List.of("example.com", "rep.example.net", "p.example", "xn--bcher-kva.example")));
        }
        return String.join(",", addresses);
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
