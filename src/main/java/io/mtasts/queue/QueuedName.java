package io.mtasts.queue;

import io.mtasts.name.DomainInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The name in a record of the topics with domains. */
sealed interface QueuedName {

    /** In bytes. A domain in U-labels has fewer. */
    int MAX_NAME = 1_024;

    /** In bytes. The value of such a record has no meaning, and is only bounded. */
    int MAX_VALUE = 65_536;

    /** A domain to check. */
    record Valid(DomainInput.Accepted input) implements QueuedName {}

    /** A record without a domain. Nothing of its text is kept, except in the finding, where it is made safe. */
    record Invalid(DeadLetterReason reason, DomainInput.@Nullable Rejected rejected) implements QueuedName {}

    /** Parses a record. The name is the key, or the value of a record without a key. */
    static QueuedName parse(byte @Nullable [] key, byte @Nullable [] value) {
        boolean keyed = key != null && key.length > 0;
        byte[] name = keyed ? key : value;
        if (name == null || name.length == 0) {
            return new Invalid(DeadLetterReason.EMPTY, null);
        }
        if (name.length > MAX_NAME || value != null && value.length > MAX_VALUE) {
            return new Invalid(DeadLetterReason.TOO_LONG, null);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Invalid(DeadLetterReason.NOT_UTF_8, null);
        }
        DomainInput input = DomainInput.parse(text);
        return input instanceof DomainInput.Accepted accepted
                ? new Valid(accepted)
                : new Invalid(DeadLetterReason.NOT_A_DOMAIN, (DomainInput.Rejected) input);
    }
}
