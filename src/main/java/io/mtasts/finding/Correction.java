package io.mtasts.finding;

import java.util.List;

/**
 * All repairs of one published text, in one corrected text.
 *
 * <p>The rules for such a text:
 *
 * <ol>
 *   <li>A repair changes what is wrong and nothing else. Every tag, value, address and extension whose meaning is plain
 *       stays.
 *   <li>A repair never weakens what is plainly meant: {@code p:reject} becomes {@code p=reject}.
 *   <li>If there is no single plain reading, there is no correction. The remedy of the finding names the choices.
 *   <li>A name or an address that does not occur in the data of the domain is an assumption.
 *   <li>A text is never to be published next to a CNAME record. The name is then the target of the alias.
 *   <li>The parser of this service accepts the corrected text and finds nothing new in it. All findings about the same
 *       text offer the same corrected text.
 *   <li>A TXT text of more than 255 octets is also given as strings. RFC 1035, 3.3.14.
 * </ol>
 *
 * @param name the owner name of the record, or the URL of the policy
 * @param current the text as published
 * @param corrected the whole text to publish instead
 * @param changes the parts that differ, in the order of the current text
 * @param assumes what must be created first, one sentence each
 */
public record Correction(
        String name, Type type, String current, String corrected, List<Change> changes, List<String> assumes) {

    /** The kind of text. */
    public enum Type {
        /** The text of a TXT record, its strings joined. */
        TXT,
        /** The body of an MTA-STS policy. */
        POLICY
    }

    /**
     * One part of the text that changes.
     *
     * @param code the finding that the change resolves
     * @param from the part as published, empty if it is added
     * @param to the part to publish instead, empty if it is removed
     */
    public record Change(FindingCode code, String from, String to) {}

    public Correction {
        changes = List.copyOf(changes);
        assumes = List.copyOf(assumes);
    }

    /** Returns this correction for a text of another name, such as the target of an alias. */
    public Correction at(String other) {
        return new Correction(other, type, current, corrected, changes, assumes);
    }
}
