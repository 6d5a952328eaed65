package io.mtasts.web;

import io.mtasts.document.MailImpactDocument;
import io.mtasts.document.SenderReadingDocument;
import io.mtasts.document.SenderReadingDocument.CauseDocument;
import io.mtasts.document.SenderReadingDocument.HostDocument;
import io.mtasts.document.SendersDocument;
import io.mtasts.document.SendersDocument.PolicyCacheDocument;
import io.mtasts.document.SendersDocument.SenderDocument;
import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.sender.SenderReading.Status;
import io.mtasts.sts.Policy;
import io.mtasts.tlsrpt.TlsRptResultType;
import io.quarkus.qute.TemplateExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the templates show of the readings of senders beyond their members. */
@TemplateExtension
final class SenderExtensions {

    /** What the groups of senders do, in the order of the sentence. A sender is in the first group that fits. */
    private static final Map<String, Predicate<SenderReadingDocument>> GROUPS = groups();

    private SenderExtensions() {}

    private static Map<String, Predicate<SenderReadingDocument>> groups() {
        Map<String, Predicate<SenderReadingDocument>> groups = new LinkedHashMap<>();
        groups.put(
                "defer or refuse mail to a server",
                reading -> reading.hosts().stream()
                        .map(HostDocument::delivery)
                        .anyMatch(delivery -> delivery == Delivery.DEFERS || delivery == Delivery.REFUSES));
        groups.put(
                "use the policy",
                reading -> Stream.of(Status.APPLIES, Status.APPLIES_CHANGED)
                        .anyMatch(status -> status == reading.reading()));
        groups.put("ignore the policy", reading -> reading.reading() == Status.IGNORES);
        groups.put("find no policy", reading -> reading.reading() == Status.NO_POLICY);
        groups.put("do not use MTA-STS", reading -> reading.reading() == Status.NO_SUPPORT);
        groups.put("are not known to do either", reading -> true);
        return groups;
    }

    /** Returns the senders of which it is known how they remember a policy. */
    static List<SenderDocument> remembering(SendersDocument data) {
        return data.senders().stream().filter(sender -> sender.cache() != null).toList();
    }

    /** Returns how long a sender remembers a policy, in sentences. */
    static String memory(PolicyCacheDocument cache) {
        String memory = "For max_age";
        if (cache.lowestMaxAge() > 0) {
            memory += ", but for " + FormatExtensions.period(cache.belowLowest()) + " if that is less than "
                    + FormatExtensions.period(cache.lowestMaxAge());
        }
        if (cache.highestMaxAge() < Policy.MAX_AGE_LIMIT) {
            memory += ", but for " + FormatExtensions.period(cache.aboveHighest()) + " if that is more than "
                    + FormatExtensions.period(cache.highestMaxAge());
        }
        return memory + (cache.extendsPolicy() ? ". Each sight of the same record extends that." : ".");
    }

    /** Returns how many senders do what, in a sentence. */
    static String tally(List<SenderReadingDocument> senders) {
        Map<String, Long> counts = senders.stream()
                .collect(Collectors.groupingBy(SenderExtensions::group, LinkedHashMap::new, Collectors.counting()));
        return "Of " + senders.size() + " senders, "
                + GROUPS.keySet().stream()
                        .filter(counts::containsKey)
                        .map(group -> counts.get(group) + " " + group)
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String group(SenderReadingDocument reading) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().test(reading))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Returns why the sender does what it does, about the policy and about each mail server, each reason once. */
    static List<CauseDocument> notes(SenderReadingDocument reading) {
        return Stream.concat(
                        reading.causes().stream(), reading.hosts().stream().flatMap(host -> host.causes().stream()))
                .distinct()
                .toList();
    }

    /** Returns whether known senders do not deliver to the server, or TLS reports name a failure. */
    static boolean isNotable(MailImpactDocument impact) {
        return impact.senders().defers() > 0 || impact.senders().refuses() > 0;
    }

    /** Returns whether the type is that of a failure. */
    static boolean isFailure(TlsRptResultType type) {
        return type != TlsRptResultType.NONE && type != TlsRptResultType.UNKNOWN;
    }
}
