package io.mtasts.tlsrpt;

import io.mtasts.name.Idna;
import io.mtasts.text.TagVocabulary;
import io.mtasts.text.TypingErrors;
import io.mtasts.text.UriListCorrector;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of RFC 8460, 3, and the values that authors of faulty records intended. */
final class TlsRptVocabulary implements TagVocabulary {

    static final TlsRptVocabulary INSTANCE = new TlsRptVocabulary();

    static final String RUA = "rua";

    private static final Set<String> NAMES = Set.of("v", RUA);
    private static final Pattern VERSION =
            Pattern.compile("(?i)(?:smtp)?[ _-]?tls[ _-]?rpt[ _.-]?v?[0-9]{0,2}(?:\\.[0-9])?[^A-Za-z0-9;=\\s]{0,3}");
    private static final String VERSION_WORD = "tlsrptv1";
    private static final int MAX_TYPING_ERRORS = 2;
    private static final Pattern MENTIONS_ADDRESS = Pattern.compile("(?i).*(?:[@:=]|\\brua\\b).*");

    private final UriListCorrector uris =
            new UriListCorrector(uri -> TlsRptRecord.plainFault("", uri).isEmpty(), Idna::toAscii, true);

    private TlsRptVocabulary() {}

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public boolean isList(String name) {
        return name.equals(RUA);
    }

    @Override
    public Optional<String> correct(String name, String value) {
        return switch (name) {
            case RUA -> value.isEmpty() ? Optional.of("") : uris.correct(value);
            case "v" ->
                isVersion(value) || isStsVersion(value)
                        ? Optional.of(TlsRptParser.VERSION.substring(2))
                        : Optional.empty();
            case "" -> MENTIONS_ADDRESS.matcher(value).matches() ? Optional.empty() : Optional.of("");
            default -> Optional.of(value).filter(text -> TlsRptParser.isExtension(name + "=" + text));
        };
    }

    /** Returns one destination as it should be written, or nothing if the text cannot be read as one. */
    Optional<String> destination(String text) {
        return uris.destination(text);
    }

    /** Returns whether the value is the version of an MTA-STS record, which some write in both records. */
    static boolean isStsVersion(String value) {
        return value.equalsIgnoreCase("STSv1");
    }

    /** Returns whether the value was intended to be TLSRPTv1. */
    static boolean isVersion(String value) {
        return VERSION.matcher(value).matches()
                || TypingErrors.distance(value.toLowerCase(Locale.ROOT), VERSION_WORD) <= MAX_TYPING_ERRORS;
    }
}
