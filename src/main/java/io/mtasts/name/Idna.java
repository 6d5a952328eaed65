package io.mtasts.name;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Internationalised names: UTS 46, non-transitional, with the checks of IDNA2008, and of its characters only.
 *
 * <p>Not java.net.IDN: that is IDNA2003, which takes straße.example for strasse.example, another domain.
 */
public final class Idna {

    /** No valid text above this comes down to 253 characters: NFC makes one of four at most, of two char values each. */
    private static final int MAX_LENGTH = 8 * DomainName.MAX_LENGTH;

    /** An A-label has at least one character for each code point, which is two char values at most. */
    private static final int MAX_MAPPED_LENGTH = 2 * DomainName.MAX_LENGTH;

    static final String ACE_PREFIX = "xn--";

    private Idna() {}

    /** A name in both forms; not valid also where only one label is not. */
    record Name(String ascii, String unicode, boolean valid) {}

    /** Returns the A-label form of a name, or empty if the text is not a domain name or maps to an IP address. */
    public static Optional<String> toAscii(String text) {
        String lower = DomainName.lowerCase(text);
        Name name = convert(lower);
        return name.valid() && firstDisallowed(lower).isEmpty()
                ? DomainName.of(name.ascii()).filter(n -> !n.endsNumeric()).map(DomainName::ascii)
                : Optional.empty();
    }

    /** Converts a name in lower case; most names are plain and cost nothing. */
    static Name convert(String text) {
        if (isPlain(text)) {
            return new Name(text, text, true);
        }
        // Not converted: Punycode takes quadratic time, and ICU throws at a label above 1000.
        if (text.length() > MAX_LENGTH) {
            return new Name(text, text, false);
        }
        String mapped = Uts46.map(text);
        if (mapped.length() > MAX_MAPPED_LENGTH) {
            return new Name(mapped, mapped, false);
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = Uts46.toAscii(text, info);
        String unicode = Uts46.toUnicode(ascii);
        boolean valid = Uts46.IGNORED.containsAll(info.getErrors())
                && labels(unicode).stream().allMatch(Idna::isValidLabel)
                && Uts46.toAscii(unicode, new IDNA.Info()).equals(ascii);
        return new Name(ascii, unicode, valid);
    }

    /** Returns the first character that IDNA2008 disallows or UTS 46 silently drops. Does not look into A-labels. */
    static OptionalInt firstDisallowed(String text) {
        if (InputCharacters.isAscii(text)) {
            return OptionalInt.empty();
        }
        // Composed first: a Hangul syllable in NFD consists of characters that are disallowed by themselves.
        return Normalizer2.getNFCInstance()
                .normalize(text)
                .codePoints()
                .filter(c -> c >= 0x80 && isDisallowed(c))
                .findFirst();
    }

    static List<String> labels(String name) {
        return List.of(name.split("\\.", -1));
    }

    private static boolean isPlain(String text) {
        return InputCharacters.isAscii(text) && !text.startsWith(ACE_PREFIX) && !text.contains("." + ACE_PREFIX);
    }

    /** RFC 5891, 4.2.3.1 forbids "--" in the third place of a U-label; plain names such as r3---sn are in use. */
    private static boolean isValidLabel(String label) {
        return InputCharacters.isAscii(label)
                || !label.startsWith("--", 2) && label.codePoints().allMatch(Idna2008CodePoints::isAllowed);
    }

    private static boolean isDisallowed(int c) {
        // After a letter, because a label that begins with a combining mark is a fault of another kind.
        IDNA.Info info = new IDNA.Info();
        String mapped = Uts46.toUnicode("a" + Character.toString(c), info);
        return info.getErrors().contains(IDNA.Error.DISALLOWED)
                || mapped.equals("a")
                || !mapped.codePoints().allMatch(Idna2008CodePoints::isAllowed);
    }

    /** Apart, so that a plain name loads nothing of ICU. */
    private static final class Uts46 {

        /** Empty labels and lengths have rules of their own, and "--" is judged label by label. */
        static final Set<IDNA.Error> IGNORED = EnumSet.of(
                IDNA.Error.HYPHEN_3_4,
                IDNA.Error.EMPTY_LABEL,
                IDNA.Error.LABEL_TOO_LONG,
                IDNA.Error.DOMAIN_NAME_TOO_LONG);

        private static final IDNA IDNA2008 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO
                | IDNA.USE_STD3_RULES);

        private static final Normalizer2 MAPPING = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);

        /** Applies only the mapping, which turns one character into at most eighteen. */
        static String map(String name) {
            return MAPPING.normalize(name);
        }

        static String toAscii(String name, IDNA.Info info) {
            return IDNA2008.nameToASCII(name, new StringBuilder(), info).toString();
        }

        static String toUnicode(String name) {
            return toUnicode(name, new IDNA.Info());
        }

        static String toUnicode(String name, IDNA.Info info) {
            return IDNA2008.nameToUnicode(name, new StringBuilder(), info).toString();
        }
    }
}
