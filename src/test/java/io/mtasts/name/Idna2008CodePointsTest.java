package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacter.UnicodeBlock;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Idna2008CodePointsTest {

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    /** RFC 5892, 2.6, with those that are valid in context. */
    private static final Map<Integer, Boolean> EXCEPTIONS = Stream.concat(
                    Stream.of(0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007, 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB)
                            .map(c -> Map.entry(c, true)),
                    Stream.of(0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B)
                            .map(c -> Map.entry(c, false)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** RFC 5892, 2.1; capital letters are not stable. */
    private static final Set<Integer> LETTER_DIGITS = Set.of(
            (int) ECharacterCategory.LOWERCASE_LETTER,
            (int) ECharacterCategory.UPPERCASE_LETTER,
            (int) ECharacterCategory.OTHER_LETTER,
            (int) ECharacterCategory.DECIMAL_DIGIT_NUMBER,
            (int) ECharacterCategory.MODIFIER_LETTER,
            (int) ECharacterCategory.NON_SPACING_MARK,
            (int) ECharacterCategory.COMBINING_SPACING_MARK);

    /** RFC 5892, 2.4. */
    private static final Set<UnicodeBlock> IGNORABLE_BLOCKS = Set.of(
            UnicodeBlock.COMBINING_MARKS_FOR_SYMBOLS,
            UnicodeBlock.MUSICAL_SYMBOLS,
            UnicodeBlock.ANCIENT_GREEK_MUSICAL_NOTATION);

    @ParameterizedTest
    @CsvSource({
        "0061, true,  ASCII has rules of its own",
        "007F, true,  the last of ASCII",
        "0080, false, the first after ASCII; control",
        "00E9, true,  letter",
        "0663, true,  digit",
        "0301, true,  mark",
        "0903, true,  spacing mark",
        "30FC, true,  modifier letter",
        "4E2D, true,  ideograph",
        "2CEB0, true, ideograph of a later extension",
        "00B7, true,  in context",
        "200D, true,  in context",
        "3007, true,  exception: a number that is a letter",
        "0640, false, exception: a letter that only stretches",
        "13A0, true,  capital letter that is stable: Cherokee",
        "2160, false, number as a letter",
        "00BD, false, fraction",
        "2603, false, symbol",
        "1F600, false, emoji",
        "20AC, false, currency",
        "2019, false, punctuation",
        "3000, false, space",
        "20D0, false, first mark for symbols",
        "20F0, false, last mark for symbols",
        "2C81, true,  after the marks for symbols; Coptic",
        "1D165, false, musical notation",
        "1D242, false, ancient Greek musical notation",
        "10FF, true,  before the old Jamo",
        "1100, false, first of the old Jamo",
        "11FF, false, last of the old Jamo",
        "1200, true,  after the old Jamo",
        "A95F, false, before the second block; punctuation",
        "A960, false, first of the second block",
        "A97C, false, last of the second block",
        "A980, true,  after the second block",
        "D7A3, true,  before the third block; a syllable",
        "D7B0, false, first of the third block",
        "D7FB, false, last of the third block",
        "E000, false, private use",
        "10FFFF, false, no character"
    })
    void isAllowed(String hex, boolean allowed, String why) {
        assertThat(Idna2008CodePoints.isAllowed(Integer.parseInt(hex, 16)))
                .as(why)
                .isEqualTo(allowed);
    }

    /** The algorithm of RFC 5892, 3 against all of Unicode; what is not stable, the mapping must have replaced. */
    @Tag("slow")
    @Test
    void isAllowed_asDerivedByRfc5892() {
        assertThat(IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                        .filter(c -> isValid(c)
                                ? !Idna2008CodePoints.isAllowed(c)
                                : Idna2008CodePoints.isAllowed(c) && isKept(c))
                        .mapToObj("%04X"::formatted))
                .isEmpty();
    }

    private static boolean isKept(int c) {
        String text = Character.toString(c);
        return Idna.firstDisallowed(text).isEmpty()
                && Stream.of(text, "a" + text)
                        .map(Idna::convert)
                        .anyMatch(name -> name.valid() && name.unicode().contains(text));
    }

    private static boolean isValid(int c) {
        if (EXCEPTIONS.containsKey(c)) {
            return EXCEPTIONS.get(c);
        }
        if (UCharacter.hasBinaryProperty(c, UProperty.JOIN_CONTROL)) {
            return true;
        }
        return LETTER_DIGITS.contains(UCharacter.getType(c)) && isStable(c) && !isIgnorable(c) && !isOldJamo(c);
    }

    private static boolean isStable(int c) {
        String text = Character.toString(c);
        return NFKC.normalize(UCharacter.foldCase(NFKC.normalize(text), true)).equals(text);
    }

    private static boolean isIgnorable(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE)
                || UCharacter.hasBinaryProperty(c, UProperty.NONCHARACTER_CODE_POINT)
                || IGNORABLE_BLOCKS.contains(UnicodeBlock.of(c));
    }

    private static boolean isOldJamo(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.HANGUL_SYLLABLE_TYPE)) {
            case HangulSyllableType.LEADING_JAMO, HangulSyllableType.VOWEL_JAMO, HangulSyllableType.TRAILING_JAMO ->
                true;
            default -> false;
        };
    }
}
