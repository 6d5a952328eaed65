package io.mtasts.web;

import io.mtasts.document.CoverageDocument;
import io.mtasts.document.PolicyDocument;
import io.mtasts.document.RecordDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.sts.Policy;
import io.mtasts.text.ListSummary;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the templates say about the documents in words, and ask of them. */
@TemplateExtension
final class ReportExtensions {

    private static final int MOST_HOSTS = 5;
    private static final Set<String> SETS_UP = Set.of("enforcing", "testing");
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static final Pattern LABEL_END = Pattern.compile("(?<=\\.)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private ReportExtensions() {}

    static String heading(ReportDocument report) {
        String verdict = verdict(report);
        return switch (verdict) {
            case "enforcing" ->
                !gap(report)
                        ? "Enforcing"
                        : refused(report).size() < report.coverage().hosts().size()
                                ? "Enforcing, with a gap"
                                : report.coverage().status().equals("none")
                                        ? "Enforcing, and no mail server is covered"
                                        : "Enforcing, and no mail server gets mail";
            case "testing" -> "Testing";
            case "disabled" -> "Switched off";
            case "broken" -> "Broken";
            case "not-configured" -> "Not set up";
            default -> "Not known";
        };
    }

    /** The name of the icon. */
    static String icon(ReportDocument report) {
        return gap(report) ? "critical" : verdict(report);
    }

    /** The colour, by the worst finding: one of good, warn, bad, calm. */
    static String tone(ReportDocument report) {
        return switch (report.severity()) {
            case "critical", "error" -> "bad";
            case "warning" -> "warn";
            default -> verdict(report).equals("enforcing") ? "good" : "calm";
        };
    }

    static String verdict(ReportDocument report) {
        return report.verdict() == null ? "unknown" : report.verdict();
    }

    /** Whether there is a set-up to change, sound or not. */
    static boolean isSetUp(ReportDocument report) {
        return !verdict(report).equals("not-configured");
    }

    /** The query that asks for a set-up as close to that of today as can be; without a policy in force, for the usual. */
    static String wish(ReportDocument report) {
        if (!SETS_UP.contains(verdict(report))) {
            return "";
        }
        PolicyDocument policy = report.policy();
        boolean wildcard = Stream.ofNullable(policy.mx()).flatMap(List::stream).anyMatch(mx -> mx.startsWith("*."));
        boolean longer = policy.maxAge() != null && policy.maxAge() > Policy.DEFAULT_MAX_AGE;
        return (verdict(report).equals("enforcing") ? "&mode=enforce" : "")
                + (wildcard ? "&patterns=wildcard" : "")
                + (longer ? "&maxAge=" + policy.maxAge() : "");
    }

    static String title(ReportDocument report) {
        return heading(report) + ": " + shownDomain(report);
    }

    static String shownDomain(ReportDocument report) {
        return report.unicodeDomain() == null ? report.domain() : report.unicodeDomain();
    }

    /** Whether senders refuse mail today. */
    static boolean gap(ReportDocument report) {
        return verdict(report).equals("enforcing") && !refused(report).isEmpty();
    }

    /** The servers that senders in mode enforce do not deliver to: not covered, or seen without valid TLS. */
    static List<CoverageDocument.MailServerDocument> refused(ReportDocument report) {
        return report.coverage().hosts().stream()
                .filter(host -> Boolean.FALSE.equals(host.covered()) || Boolean.FALSE.equals(host.deliverable()))
                .toList();
    }

    /** The names of the servers that mail still goes to, in few words. */
    static String left(ReportDocument report) {
        return ListSummary.summarize(report.coverage().hosts().stream()
                .filter(host -> Boolean.TRUE.equals(host.covered()) && !Boolean.FALSE.equals(host.deliverable()))
                .map(CoverageDocument.MailServerDocument::host)
                .toList());
    }

    /** Whether mail servers were connected to. */
    static boolean probed(ReportDocument report) {
        return report.coverage().hosts().stream().anyMatch(host -> host.starttls() != null);
    }

    static List<CoverageDocument.MailServerDocument> named(List<CoverageDocument.MailServerDocument> hosts) {
        return hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()));
    }

    static int further(List<CoverageDocument.MailServerDocument> hosts) {
        return Math.max(0, hosts.size() - MOST_HOSTS);
    }

    static String severityWord(String severity) {
        return switch (severity) {
            case "critical" -> "Critical";
            case "error" -> "Error";
            case "warning" -> "Warning";
            case "info" -> "Note";
            default -> "All well";
        };
    }

    static String at(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    static String on(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    static String seconds(long milliseconds) {
        return milliseconds < 1000
                ? milliseconds + " ms"
                : String.format(Locale.ROOT, "%.1f seconds", milliseconds / 1000.0);
    }

    static String statusWord(String status) {
        return switch (status) {
            case "valid" -> "Valid";
            case "invalid" -> "Not valid";
            case "multiple" -> "More than one";
            case "absent" -> "Not there";
            case "unreachable" -> "Cannot be fetched";
            case "complete" -> "All covered";
            case "partial" -> "Not all covered";
            case "none" -> "None covered";
            case "not-applicable" -> "Does not apply";
            default -> "Not known";
        };
    }

    /** The look of a part: one of good, bad, calm. */
    static String statusTone(String status) {
        return switch (status) {
            case "valid", "complete" -> "good";
            case "invalid", "multiple", "unreachable", "partial", "none" -> "bad";
            default -> "calm";
        };
    }

    static String state(RecordDocument record) {
        return record.status() == null ? "unknown" : record.status();
    }

    /** Where nothing announces a policy and its host does not exist, it is not one that cannot be fetched. */
    static String policyState(ReportDocument report) {
        PolicyDocument policy = report.policy();
        return state(report.record()).equals("absent")
                        && policy.host().addresses().isEmpty()
                ? "absent"
                : policy.status();
    }

    static String modeMeans(String mode) {
        return switch (mode) {
            case "enforce" -> "senders deliver only to covered servers, over verified TLS";
            case "testing" -> "senders report failures, and deliver all the same";
            case "none" -> "senders treat the domain as if it had no policy";
            default -> "";
        };
    }

    static String age(long seconds) {
        String exact = String.format(Locale.ENGLISH, "%,d seconds", seconds);
        return seconds < DAY
                ? exact
                : (seconds % DAY == 0 ? "" : "about ") + count(seconds / DAY, "day") + " (" + exact + ")";
    }

    static String lifeLeft(PolicyDocument.CertificateDocument certificate) {
        long days = certificate.daysLeft();
        return days < 0 ? "expired " + count(-days, "day") + " ago" : count(days, "day") + " left";
    }

    static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String joined(List<String> texts) {
        return String.join(", ", texts);
    }

    static String few(List<String> texts) {
        return ListSummary.summarize(texts);
    }

    /** A name in the pieces between which a line may end, each with its dot. */
    static List<String> labels(String name) {
        return List.of(LABEL_END.split(name));
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
