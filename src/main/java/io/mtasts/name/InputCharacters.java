package io.mtasts.name;

import io.mtasts.text.DisplayText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Tests of single characters for the input rules. */
final class InputCharacters {

    private InputCharacters() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Returns whether the character is invisible and meaningless, as in text that is copied from a page or a document. */
    static boolean isZeroWidth(int c) {
        return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
    }

    /** Returns whether the character may surround a name in a sentence or a list. A hyphen does not. */
    static boolean isSurrounding(int c) {
        return isSpace(c) || DisplayText.isInvisible(c) || c == '<' || c == '>' || c == '`' || isQuoteOrBracket(c);
    }

    private static boolean isQuoteOrBracket(int c) {
        return switch (Character.getType(c)) {
            case Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static String strip(String text, IntPredicate around) {
        int start = 0;
        int end = text.length();
        while (start < end && around.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && around.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Returns a description of the first matching character. */
    static Optional<String> first(String text, IntPredicate wanted) {
        OptionalInt found = text.codePoints().filter(wanted).findFirst();
        return found.isPresent() ? Optional.of(describe(found.getAsInt())) : Optional.empty();
    }

    static String describe(int c) {
        String number = String.format("U+%04X", c);
        if (isSpace(c) || DisplayText.isInvisible(c) || Character.getType(c) == Character.SURROGATE) {
            return c == ' ' ? "a space (U+0020)" : number;
        }
        return Character.toString(c) + " (" + number + ")";
    }
}
