package io.mtasts.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The times after which sending programs stop waiting for a policy, read in their source on 2026-11-28. RFC 8461, 3.3
 * suggests a minute.
 */
final class SenderTimeouts {

    private record SenderTimeout(String sender, Duration timeout) {}

    /** The source is named by commit, file and line. Senders that wait for a minute or longer are left out. */
    private static final List<SenderTimeout> ALL = List.of(
            // ffe1e2d1, internal/server.go:227-229: for each of three attempts
            new SenderTimeout("postfix-tlspol", Duration.ofSeconds(2)),
            // 1.5, postfix_mta_sts_resolver/defaults.py:6
            new SenderTimeout("postfix-mta-sts-resolver", Duration.ofSeconds(4)),
            // mta-sts.hsl:52-53
            new SenderTimeout("Halon", Duration.ofSeconds(5)),
            // mailauth, lib/mta-sts.js:9,255,281: without a byte
            new SenderTimeout("ZoneMTA", Duration.ofSeconds(15)),
            // crates/mta-sts/src/lib.rs:32
            new SenderTimeout("KumoMTA", Duration.ofSeconds(20)));

    private SenderTimeouts() {}

    /** Returns the duration of a fetch and the senders that give up sooner, as the end of a sentence. */
    static String describe(Duration took) {
        String senders = ALL.stream()
                .filter(sender -> sender.timeout().compareTo(took) <= 0)
                .map(sender -> sender.sender() + " (after " + sender.timeout().toSeconds() + " s)")
                .collect(Collectors.joining(", "));
        String seconds = String.format(Locale.ROOT, "%.1f seconds", took.toMillis() / 1000.0);
        return senders.isEmpty() ? seconds : seconds + ". Senders that give up sooner: " + senders;
    }
}
