package io.mtasts.sts;

import io.mtasts.name.DomainName;
import io.mtasts.text.TagVocabulary;
import io.mtasts.text.TypingErrors;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of RFC 8461, 3.1, for finding the version in a text that was intended to be a record. */
final class StsVocabulary implements TagVocabulary {

    static final StsVocabulary INSTANCE = new StsVocabulary();

    private static final Set<String> NAMES = Set.of("v", "id");
    private static final Pattern VERSION =
            Pattern.compile("(?i)(?:mta[ _-]?)?sts ?v?[0-9]{0,2}(?:\\.[0-9])?[^A-Za-z0-9;=\\s]{0,3}");
    private static final String VERSION_WORD = "stsv1";

    private StsVocabulary() {}

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public boolean isList(String name) {
        return false;
    }

    @Override
    public Optional<String> correct(String name, String value) {
        return switch (name) {
            case "v" -> isVersion(value) ? Optional.of("STSv1") : Optional.empty();
            case "id" -> Optional.of(value).filter(StsRecordParser::isId);
            default -> Optional.of(value);
        };
    }

    /** Returns whether the value was intended to be STSv1. */
    static boolean isVersion(String value) {
        return VERSION.matcher(value).matches()
                || TypingErrors.distance(DomainName.lowerCase(value), VERSION_WORD) <= 1;
    }
}
