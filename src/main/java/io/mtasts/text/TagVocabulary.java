package io.mtasts.text;

import java.util.Optional;
import java.util.Set;

/** The tags that a kind of record defines, for reading a faulty {@link TagList} as it was meant. */
public interface TagVocabulary {

    /** Returns the names of the tags that the record defines, the version "v" included, in lower case. */
    Set<String> names();

    /**
     * Returns the value as it should be written, or nothing if the value has no single plain reading.
     *
     * <p>An empty result text means that the tag can be left out.
     *
     * @param name a defined name in lower case, any other name as written, or nothing for a text that is no tag
     * @param value the value in plain characters, without surrounding blanks and quotation marks
     */
    Optional<String> correct(String name, String value);

    /** Returns whether the value is a list with commas, so that repeated tags can be merged. */
    boolean isList(String name);

    /** Returns whether a text is one more option of a tag whose options have colons between them. */
    default boolean isOption(String name, String text) {
        return false;
    }
}
