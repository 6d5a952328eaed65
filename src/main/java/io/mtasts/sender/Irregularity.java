package io.mtasts.sender;

/**
 * A way in which a set-up can differ from the usual one, legal or not, or a property in which senders differ.
 *
 * @param code a code of its own; the same as that of the finding if there is one
 * @param group the part of the set-up
 * @param rfc8461 what RFC 8461 demands
 * @param description the condition, as a clause
 */
public record Irregularity(String code, String group, String rfc8461, String description) {

    private static final String LEGAL = "no effect";
    private static final String DETAIL = "as for ";

    /** Returns whether RFC 8461 allows it, so that it should make no difference. */
    public boolean isLegal() {
        return rfc8461.equals(LEGAL);
    }

    /**
     * Returns whether this is a detail of another irregularity, which decides unless a sender is known to care about the
     * detail.
     */
    boolean isDetail() {
        return rfc8461.startsWith(DETAIL);
    }
}
