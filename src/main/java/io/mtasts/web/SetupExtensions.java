package io.mtasts.web;

import io.mtasts.document.SetupDocument;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the templates say about a set-up in words, and ask of it. */
@TemplateExtension
final class SetupExtensions {

    private static final int MOST_LINES = 400;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private SetupExtensions() {}

    static String heading(SetupDocument setup) {
        return setup.policy().mode().equals("none") ? "Leaving MTA-STS" : "Setting up MTA-STS";
    }

    static String summary(SetupDocument setup) {
        int patterns = setup.policy().mx().size();
        return patterns == 0
                ? "A policy that switches MTA-STS off, and how to remove it then."
                : "A policy in mode " + setup.policy().mode() + " that covers the mail servers of " + shownDomain(setup)
                        + " by " + patterns + (patterns == 1 ? " pattern." : " patterns.");
    }

    static String shownDomain(SetupDocument setup) {
        return setup.unicodeDomain() == null ? setup.domain() : setup.unicodeDomain();
    }

    static List<String> modes(SetupDocument setup) {
        return List.of("testing", "enforce", "none");
    }

    static String modeWish(String mode) {
        return switch (mode) {
            case "testing" -> "testing: report failures, deliver all the same";
            case "enforce" -> "enforce: refuse what cannot be verified";
            default -> "none: leave MTA-STS";
        };
    }

    static List<FindingGroup> remarks(SetupDocument setup) {
        return FindingGroup.of(setup.findings().stream());
    }

    /** Whether there is a policy today, and it would change. */
    static boolean changes(SetupDocument setup) {
        return changedLines(setup).stream().anyMatch(line -> !line.change().equals("kept"));
    }

    static List<SetupDocument.DiffLineDocument> changedLines(SetupDocument setup) {
        return Stream.ofNullable(setup.difference())
                .flatMap(List::stream)
                .limit(MOST_LINES)
                .toList();
    }

    static String sign(SetupDocument.DiffLineDocument line) {
        return switch (line.change()) {
            case "added" -> "+";
            case "removed" -> "−";
            default -> " ";
        };
    }

    static List<String> textLines(String text) {
        return text.lines().toList();
    }

    /** In whole days; what is shorter than one is not worth counting. */
    static String waiting(Long seconds) {
        long days = (seconds + DAY - 1) / DAY;
        return days <= 1 ? "a day" : days + " days";
    }
}
