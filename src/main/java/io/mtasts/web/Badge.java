package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small image that shows the verdict on a domain, for other web sites.
 *
 * @param status the HTTP status
 * @param seconds how long the image may be cached, 0 if it may not
 */
record Badge(int status, String svg, int seconds) {

    private static final String LABEL = "MTA-STS";

    /** So that a page with the image starts a check every few minutes at most. */
    private static final int CACHED_SECONDS = 300;

    /** A lookup that failed may work soon. */
    private static final int UNKNOWN_SECONDS = 60;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    /** Letters of the font below that are not as wide as most. The attribute textLength makes every font as wide. */
    private static final Map<Character, Integer> LETTER_WIDTHS =
            Map.of('i', 3, 'l', 3, ' ', 4, 'f', 4, 't', 4, 'r', 5, '-', 5, 'w', 9, 'm', 11);

    private static final int LETTER = 7;

    private static final int PADDING = 6;

    private static final String TEMPLATE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s">
            <title>%2$s</title>
            <rect width="%1$d" height="20" rx="3" fill="%8$s"/>
            <path d="M3 0h%3$dv20h-%3$da3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z" fill="#3b4252"/>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">
            <text x="6" y="14" textLength="%4$d">MTA-STS</text>
            <text x="%5$d" y="14" textLength="%6$d">%7$s</text>
            </g>
            </svg>
            """;

    /** Returns the badge of a domain. */
    static Badge of(ReportDocument report) {
        return badge(
                200,
                LABEL + " of " + report.domain() + ": " + label(report),
                label(report),
                Headline.of(report).tone(),
                CACHED_SECONDS);
    }

    /** Returns a badge that says why there is no verdict. The image of a failed lookup has status 200: it is an answer. */
    static Badge of(ProblemDocument problem) {
        return switch (problem.status()) {
            case GATEWAY, GATEWAY_TIMEOUT ->
                badge(200, LABEL + ": unknown, since a lookup failed", "unknown", Tone.CALM, UNKNOWN_SECONDS);
            case TOO_MANY_REQUESTS ->
                badge(
                        problem.status(),
                        LABEL + ": not checked, since there were too many checks",
                        "try later",
                        Tone.CALM,
                        0);
            default ->
                problem.status() < 500
                        ? badge(problem.status(), LABEL + ": this is not a domain name", "no domain", Tone.CALM, 0)
                        : badge(problem.status(), LABEL + ": not checked", "try later", Tone.CALM, 0);
        };
    }

    /** Returns the entity tag, which is the same for the same image. RFC 9110, 8.8.3. */
    String tag() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(svg.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether the client has this image. It compares weakly. RFC 9110, 13.1.2. */
    boolean matches(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",", -1)) {
            String plain = known.strip();
            if (plain.equals("*") || plain.equals(tag()) || plain.equals("W/" + tag())) {
                return true;
            }
        }
        return false;
    }

    private static Badge badge(int status, String title, String text, Tone tone, int seconds) {
        int labelWidth = width(LABEL);
        int textWidth = width(text);
        int left = labelWidth + 2 * PADDING;
        return new Badge(
                status,
                TEMPLATE.formatted(
                        left + textWidth + 2 * PADDING,
                        escape(title),
                        left - 3,
                        labelWidth,
                        left + PADDING,
                        textWidth,
                        escape(text),
                        colour(tone)),
                seconds);
    }

    /** Returns the width of a text in pixels. */
    private static int width(String text) {
        return text.chars()
                .map(letter -> LETTER_WIDTHS.getOrDefault((char) letter, LETTER))
                .sum();
    }

    private static String label(ReportDocument report) {
        if (ReportExtensions.hasDeliveryGap(report)) {
            return report.mail() == MailOutcome.REFUSED ? "mail refused" : "some mail refused";
        }
        Verdict verdict = report.verdict();
        if (verdict == null) {
            return "unknown";
        }
        return switch (verdict) {
            case ENFORCING ->
                report.mail() == MailOutcome.NOT_ACCEPTED
                        ? "accepts no mail"
                        : Headline.isFaultyThoughEnforcing(report) ? "enforcing, with errors" : "enforcing";
            case TESTING -> "testing";
            case DISABLED -> "disabled";
            case BROKEN -> "broken";
            case NOT_CONFIGURED -> "not set up";
        };
    }

    /** Returns a colour on which white text has a contrast of at least 4.5 to 1. */
    private static String colour(Tone tone) {
        return switch (tone) {
            case GOOD -> "#1b7a35";
            case WARN -> "#8a5a00";
            case BAD -> "#b3261e";
            case CALM -> "#5c6370";
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
