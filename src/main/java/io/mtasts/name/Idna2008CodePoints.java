package io.mtasts.name;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;

/**
 * What IDNA2008 allows in a U-label, which is less than UTS 46 does: no symbols, no punctuation, no emoji.
 *
 * <p>RFC 5892, 2, for characters that UTS 46 has mapped: it leaves nothing that is not stable.
 */
final class Idna2008CodePoints {

    private Idna2008CodePoints() {}

    static boolean isAllowed(int c) {
        if (c < 0x80) {
            return true;
        }
        return switch (c) {
            // RFC 5892, 2.6: exceptions, first the valid ones with those that depend on context, then the others.
            case 0x06FD, 0x06FE, 0x0F0B, 0x3007, 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB, 0x200C, 0x200D -> true;
            case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> false;
            default -> isLetterOrDigit(c) && !isInIgnorableBlock(c) && !isOldHangulJamo(c);
        };
    }

    /** RFC 5892, 2.1. By ICU, which knows a later Unicode than the JDK does. */
    private static boolean isLetterOrDigit(int c) {
        return switch (UCharacter.getType(c)) {
            case ECharacterCategory.LOWERCASE_LETTER,
                    // Of these the mapping leaves Cherokee only, which folds to its capital letters.
                    ECharacterCategory.UPPERCASE_LETTER,
                    ECharacterCategory.OTHER_LETTER,
                    ECharacterCategory.MODIFIER_LETTER,
                    ECharacterCategory.NON_SPACING_MARK,
                    ECharacterCategory.COMBINING_SPACING_MARK,
                    ECharacterCategory.DECIMAL_DIGIT_NUMBER -> true;
            default -> false;
        };
    }

    /** RFC 5892, 2.4: marks for symbols, and the musical notations. */
    private static boolean isInIgnorableBlock(int c) {
        return c >= 0x20D0 && c <= 0x20FF || c >= 0x1D100 && c <= 0x1D24F;
    }

    /** RFC 5892, 2.9. */
    private static boolean isOldHangulJamo(int c) {
        return c >= 0x1100 && c <= 0x11FF || c >= 0xA960 && c <= 0xA97F || c >= 0xD7B0 && c <= 0xD7FF;
    }
}
