package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The loops of properties that hold for generated records with slips. The seed reproduces a failure. */
public final class SlipProperty {

    /** The number of records for each kind of slip. The slow profile sets a higher number. */
    private static final int INPUTS = Integer.getInteger("mta-sts.test.inputs", 100);

    /** A slip inside an entity of another slip, which nobody makes. */
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&[A-Za-z#0-9]*+(?![;\\\\\uff1b])");

    private SlipProperty() {}

    /**
     * Checks records with one slip.
     *
     * @param check receives the intended text, and the text with the slip
     */
    public static void oneSlip(Slip slip, Function<Random, String> record, BiConsumer<String, String> check) {
        Random random = new Random(slip.name().hashCode());
        for (int i = 0; i < INPUTS; i++) {
            String intended = record.apply(random);
            check.accept(intended, slip.make(intended, random));
        }
    }

    /**
     * Checks records with several slips. More than half of them must have a correction.
     *
     * @param check receives the intended text, and the text with the slips; returns whether it is corrected or valid
     */
    public static void severalSlips(
            int slips, int seed, Function<Random, String> record, BiPredicate<String, String> check) {
        Random random = new Random(seed + slips);
        int corrected = 0;
        int inputs = INPUTS * Slip.values().length / 3;
        for (int i = 0; i < inputs; i++) {
            String intended = record.apply(random);
            String text = intended;
            for (int n = 0; n < slips; n++) {
                text = Slip.values()[random.nextInt(Slip.values().length)].make(text, random);
            }
            if (!BROKEN_ENTITY.matcher(text).find()) {
                corrected += check.test(intended, text) ? 1 : 0;
            }
        }
        assertThat(corrected).isGreaterThan(inputs / 2);
    }
}
