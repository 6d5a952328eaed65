package io.mtasts.sender;

import java.util.List;

/**
 * A mail server, as far as senders compare it with a policy.
 *
 * @param name the name in the MX record
 * @param names the names that senders may compare with the policy
 */
public record MailHost(String name, List<String> names, Tls tls) {

    /** What is known of the TLS of the server. */
    public enum Tls {
        /** Valid, or not known. */
        NOT_KNOWN_TO_FAIL,
        /** The certificate has only a common name, and nothing else is wrong with it. */
        COMMON_NAME_ONLY,
        FAILED
    }

    public MailHost {
        names = List.copyOf(names);
    }
}
