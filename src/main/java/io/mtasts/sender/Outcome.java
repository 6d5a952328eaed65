package io.mtasts.sender;

/** What a sender does with an irregularity. */
public enum Outcome {
    OK("The policy is used as written."),
    DROPPED("The record or the policy counts as absent. Mail is delivered without MTA-STS, or by a remembered policy."),
    REFUSED(
            "The policy is used, but what is irregular matches no mail server. Of a mail server: mail to it is refused."),
    DEFERRED("Mail is not delivered now. The sender tries again later."),
    FIRST("The first one counts."),
    LAST("The last one counts."),
    CLAMPED("The value is replaced by another one."),
    WEAKER("The policy is used, but protects less than written."),
    WIDER("More mail servers match than RFC 8461 allows."),
    MANGLED("Something else is read than was written."),
    SEE_NOTE("The note describes what the sender does."),
    NOT_APPLICABLE("The question does not arise."),
    UNKNOWN("Not known.");

    private final String description;

    Outcome(String description) {
        this.description = description;
    }

    /** Returns the meaning in a sentence. */
    public String description() {
        return description;
    }
}
